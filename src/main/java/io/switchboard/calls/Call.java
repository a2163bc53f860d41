package io.switchboard.calls;

import io.switchboard.voipstudio.CallOutcome;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A real call, across all of its legs. Names are hostile text, for people.
 *
 * @param rootCallId VoIPstudio's {@code root_call_id}
 * @param firstSeenAt when the first of its events came in
 * @param lastSeenAt when the last of its events came in
 * @param startTime when it began by the platform; if that is missing, when its first
 * event came in
 * @param answeredAt when somebody first took it, or null
 * @param endTime when it ended, or null while it is live
 * @param direction {@code in}, {@code out} or null
 * @param src the digits of who calls, or null where withheld
 * @param srcName who calls, or null
 * @param dst the digits of what was called, or null
 * @param dstName what was called, or null
 * @param answeredBy who took it, or null
 * @param queue the queue's name, or null for a call of no queue
 * @param contextKind {@code queue}, {@code ring-group}, {@code user} or {@code unknown}:
 * what the root leg called
 * @param state its state
 * @param outcome what became of it, or null while it is live
 * @param waitSeconds from the start to the answer, or to the end if nobody answered; null
 * until then
 * @param talkSeconds from the answer to the end, or null
 * @param legs how many legs are known
 * @param events how many events came in, 1000 at most
 * @param hasRecording whether the platform said that a recording is ready
 * @param reconciled whether an event was made from the platform's record of the call
 */
public record Call(long rootCallId, Instant firstSeenAt, Instant lastSeenAt, Instant startTime,
		@Nullable Instant answeredAt, @Nullable Instant endTime, @Nullable String direction, @Nullable String src,
		@Nullable String srcName, @Nullable String dst, @Nullable String dstName, @Nullable String answeredBy,
		@Nullable String queue, String contextKind, CallState state, @Nullable CallOutcome outcome,
		@Nullable Long waitSeconds, @Nullable Long talkSeconds, int legs, int events, boolean hasRecording,
		boolean reconciled) {

	Call named(@Nullable String srcName, @Nullable String dstName) {
		return new Call(this.rootCallId, this.firstSeenAt, this.lastSeenAt, this.startTime, this.answeredAt,
				this.endTime, this.direction, this.src, srcName, this.dst, dstName, this.answeredBy, this.queue,
				this.contextKind, this.state, this.outcome, this.waitSeconds, this.talkSeconds, this.legs, this.events,
				this.hasRecording, this.reconciled);
	}

	/** A call has names of people, so it is not for logs. */
	@Override
	public String toString() {
		return "Call[" + this.rootCallId + ", " + this.state + "]";
	}

}
