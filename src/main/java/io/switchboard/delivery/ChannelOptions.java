package io.switchboard.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How one channel delivers.
 *
 * @param maxAttempts how often a delivery is tried before it is dead
 * @param backoff how long to wait after the first, second … failure; the last one repeats
 * @param concurrency how many run side by side
 * @param timeout how long one attempt may take
 */
record ChannelOptions(int maxAttempts, List<Duration> backoff, int concurrency, Duration timeout) {

	/** When to try again after the given attempt failed, or null when it was the last. */
	@Nullable Instant nextAttempt(int attempt, Instant now) {
		if (attempt >= this.maxAttempts) {
			return null;
		}
		return now.plus(this.backoff.get(Math.min(attempt, this.backoff.size()) - 1));
	}

}
