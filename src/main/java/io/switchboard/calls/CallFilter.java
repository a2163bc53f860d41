package io.switchboard.calls;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which calls are meant: those of which all that is said holds.
 *
 * @param number the number at either end in any spelling, or its last digits; or null
 * @param name part of a caller's, user's or queue's name, in upper or lower case, or null
 * @param callId the call, or any of its legs, or null
 * @param queue the queue's name, or null
 * @param from calls that began then or later, or null
 * @param to calls that began before, or null
 * @param outcome what became of it, or null
 * @param direction {@code in} or {@code out}, or null
 * @param live only calls that go on
 */
public record CallFilter(@Nullable String number, @Nullable String name, @Nullable Long callId, @Nullable String queue,
		@Nullable Instant from, @Nullable Instant to, @Nullable CallOutcome outcome, @Nullable String direction,
		boolean live) {

	/** Every call. */
	public static final CallFilter ALL = new CallFilter(null, null, null, null, null, null, null, null, false);

	/** What is looked for is not for logs. */
	@Override
	public String toString() {
		return "CallFilter";
	}

}
