package io.switchboard.screenpop;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A call at one telephone. Names are foreign text, for people.
 *
 * @param callId the leg, VoIPstudio's {@code call_id}
 * @param rootCallId the call, VoIPstudio's {@code root_call_id}
 * @param phone the digits of the telephone that rings: those of {@code dst}
 * @param state where it stands
 * @param number who calls: as E.164, an extension as its digits; null where withheld
 * @param outside whether the number is one that is not of this house
 * @param name who calls, or null
 * @param queue the queue that the call came from, or null
 * @param rangAt when it began to ring
 * @param answeredAt when it was answered here, or null
 * @param endedAt when it ended here, or null
 * @param caller what is known of who calls; null until that was looked up, and for who
 * withholds the number
 */
public record PhoneCall(long callId, long rootCallId, String phone, State state, @Nullable String number,
		boolean outside, @Nullable String name, @Nullable String queue, Instant rangAt, @Nullable Instant answeredAt,
		@Nullable Instant endedAt, @Nullable Caller caller) {

	/** Where a call stands at one telephone. */
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

	/** Its number and names are not for logs. */
	@Override
	public String toString() {
		return "PhoneCall[" + this.callId + ", " + this.state + "]";
	}

}
