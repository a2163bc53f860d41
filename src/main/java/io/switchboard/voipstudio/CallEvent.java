package io.switchboard.voipstudio;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A call event: {@code call.initial}, {@code call.ringing}, {@code call.missed},
 * {@code call.connected}, {@code call.hangup}, {@code call.hold}, {@code call.unhold} or
 * {@code call.dtmf}. The fields are those of VoIPstudio's webhooks page;
 * {@code root_call_id}, {@code final} and {@code terminated_by} were observed on the live
 * service. A field that is missing, or not of its type, is null.
 *
 * @param id the unique event id
 * @param eventTime when it happened
 * @param eventName which event it is
 * @param callId the leg; beyond 32 bits
 * @param rootCallId groups the legs of one call
 * @param finalLeg {@code final}: false while another leg may still answer
 * @param state for example {@code HANGUP}
 * @param context for example {@code QUEUE} or {@code LOCAL_USER}
 * @param destination {@code in} or {@code out}
 * @param startTime when the call started
 * @param connectedAt when it was answered
 * @param duration in seconds
 * @param tCause why it ended, for people
 * @param src who calls: digits without +, or empty
 * @param srcId 0 for external
 * @param srcName hostile text, for people
 * @param dst who is called
 * @param dstId the user's or queue's number on the platform
 * @param dstName hostile text, for people
 * @param terminatedBy for example {@code caller}
 * @param dtmfTag the key that was pressed ({@code call.dtmf})
 * @param dtmfTarget who heard it, for example {@code U:123456} ({@code call.dtmf})
 */
public record CallEvent(@Nullable String id, @Nullable Instant eventTime, @Nullable String eventName,
		@Nullable Long callId, @Nullable Long rootCallId, @JsonProperty("final") @Nullable Boolean finalLeg,
		@Nullable String state, @Nullable String context, @Nullable String destination, @Nullable Instant startTime,
		@Nullable Instant connectedAt, @Nullable Long duration, @Nullable String tCause, @Nullable String src,
		@Nullable String srcId, @Nullable String srcName, @Nullable String dst, @Nullable String dstId,
		@Nullable String dstName, @Nullable String terminatedBy, @Nullable String dtmfTag,
		@Nullable String dtmfTarget) {
}
