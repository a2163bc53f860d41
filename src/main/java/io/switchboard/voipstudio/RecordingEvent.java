package io.switchboard.voipstudio;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * {@code monitor.audio_ready}: a recording is ready. Observed on the live service, not
 * documented. A field that is missing, or not of its type, is null.
 *
 * @param id the unique event id
 * @param eventTime when it happened
 * @param monitorId the recording's number in the REST API
 * @param callId the leg
 * @param context for example {@code QUEUE}
 * @param duration in seconds
 * @param size in bytes
 * @param src who called
 * @param dst who was called
 */
public record RecordingEvent(@Nullable String id, @Nullable Instant eventTime, @Nullable Long monitorId,
		@Nullable Long callId, @Nullable String context, @Nullable Long duration, @Nullable Long size,
		@Nullable String src, @Nullable String dst) {
}
