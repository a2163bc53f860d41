package io.switchboard.delivery.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.switchboard.text.Rate;
import org.jspecify.annotations.Nullable;

/**
 * How one channel delivers.
 *
 * @param maxAttempts how often a delivery is tried before it is dead
 * @param maxWaits how often it may ask to be run again later
 * @param backoff how long to wait after the first, second … failure; the last one repeats
 * @param concurrency how many run side by side
 * @param timeout how long one attempt may take
 * @param ordered whether the deliveries of one call run one by one, in order
 * @param rate how many start in a time, or null for no limit
 * @param breakerFailures after how many failures in a row the route pauses; 0 for never
 * @param breakerPause how long it then pauses the first, second … time; the last one
 * repeats
 */
public record ChannelOptions(int maxAttempts, int maxWaits, List<Duration> backoff, int concurrency, Duration timeout,
		boolean ordered, @Nullable Rate rate, int breakerFailures, List<Duration> breakerPause) {

	private static final double JITTER = 0.2;

	/**
	 * When to try again after a failure, or null when it was the last attempt.
	 * @param counted how many attempts have failed, this one included
	 * @param chance from 0 to 1, so that not all come back at once
	 */
	@Nullable Instant nextAttempt(int counted, Instant now, double chance) {
		if (counted >= this.maxAttempts) {
			return null;
		}
		Duration pause = this.backoff.get(Math.min(counted, this.backoff.size()) - 1);
		return now.plus(pause).plusNanos((long) (pause.toNanos() * JITTER * chance));
	}

}
