package io.switchboard.failure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a route that waits for something, such as a recording. The delivery runs
 * again later, and holds no thread meanwhile. That is not a failure. After
 * {@code maxWaits} times the delivery becomes a dead letter.
 */
public class RetryLater extends RuntimeException {

	private static final Duration MAX = Duration.ofDays(365);

	private final transient @Nullable Duration delay;

	/**
	 * Asks to be run again after the first time of the route's backoff.
	 * @param reason one readable sentence, without secrets: what it waits for
	 */
	public RetryLater(String reason) {
		super(reason);
		this.delay = null;
	}

	/**
	 * Asks to be run again.
	 * @param delay after how long, from now; at most a year
	 * @param reason one readable sentence, without secrets: what it waits for
	 * @throws IllegalArgumentException if the delay is negative or too long
	 */
	public RetryLater(Duration delay, String reason) {
		super(reason);
		if (delay.isNegative() || delay.compareTo(MAX) > 0) {
			throw new IllegalArgumentException("a delay of %s is not from 0 to a year".formatted(delay));
		}
		this.delay = delay;
	}

	/** After how long, or null where the route's backoff says it. */
	public @Nullable Duration delay() {
		return this.delay;
	}

}
