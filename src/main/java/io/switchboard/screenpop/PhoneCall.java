package io.switchboard.screenpop;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A call at one telephone. Names are foreign text, for people.
 *
 * @param callId the leg, VoIPstudio's {@code call_id}
 * @param rootCallId the call, VoIPstudio's {@code root_call_id}
 * @param phone the digits of the telephone that rings: those of {@code dst}
 * @param state its state
 * @param number the caller's number, as E.164, or the digits of an extension; null if
 * withheld
 * @param outside whether the number is not one of our own
 * @param name who calls, or null
 * @param queue the queue that the call came from, or null
 * @param rangAt when it began to ring
 * @param answeredAt when it was answered here, or null
 * @param endedAt when it ended here, or null
 * @param caller the facts about the caller; null until they were looked up, and for a
 * withheld number
 */
public record PhoneCall(long callId, long rootCallId, String phone, State state, @Nullable String number,
		boolean outside, @Nullable String name, @Nullable String queue, Instant rangAt, @Nullable Instant answeredAt,
		@Nullable Instant endedAt, @Nullable Caller caller) {

	/** The state of a call at one telephone. */
	public enum State {

		/** It rings. */
		RINGING,
		/** Somebody has answered there. */
		ANSWERED,
		/** It is over there; another telephone may ring or talk on. */
		ENDED

	}

	PhoneCall known(@Nullable Caller caller) {
		return new PhoneCall(this.callId, this.rootCallId, this.phone, this.state, this.number, this.outside, this.name,
				this.queue, this.rangAt, this.answeredAt, this.endedAt, caller);
	}

	PhoneCall over() {
		return new PhoneCall(this.callId, this.rootCallId, this.phone, State.ENDED, this.number, this.outside,
				this.name, this.queue, this.rangAt, this.answeredAt, this.endedAt, this.caller);
	}

	/** It has personal data, so it is not for logs. */
	@Override
	public String toString() {
		return "PhoneCall[" + this.callId + ", " + this.state + "]";
	}

}
