package io.switchboard.delivery.queue;

import java.time.Duration;
import java.util.List;

import io.switchboard.declared.Within;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The defaults of every {@code durable:} channel.
 *
 * @param maxAttempts how often a delivery is tried before it is dead, at least once
 * @param maxWaits how often it may ask to be run again later before it is dead
 * @param backoff how long to wait after the first, second … failure; the last one repeats
 * @param concurrency how many deliveries of one route run side by side
 * @param timeout how long one attempt may take
 * @param breakerFailures after how many failures in a row a route pauses; 0 for never
 * @param breakerPause how long it then pauses the first, second … time; the last one
 * repeats
 * @param lease how long other nodes leave the deliveries of a silent node alone
 */
@Validated
@ConfigurationProperties("delivery")
public record DeliverySettings(@Within(least = "1", most = "100000") int maxAttempts,
		@Within(least = "0", most = "1000000") int maxWaits,
		@Within(least = "1ms", most = "365d") @NotEmpty List<Duration> backoff,
		@Within(least = "1", most = "64") int concurrency,
		@Within(least = "1ms", most = "1d") @NotNull Duration timeout,
		@Within(least = "0", most = "1000000") int breakerFailures,
		@Within(least = "1ms", most = "365d") @NotEmpty List<Duration> breakerPause,
		@Within(least = "2s", most = "5m") @NotNull Duration lease) {

	private static final Duration YEAR = Duration.ofDays(365);

	public DeliverySettings {
		requireSane("delivery.timeout", timeout);
		backoff.forEach((pause) -> requireSane("delivery.backoff", pause));
		breakerPause.forEach((pause) -> requireSane("delivery.breaker-pause", pause));
		if (lease.compareTo(Duration.ofSeconds(2)) < 0 || lease.compareTo(Duration.ofMinutes(5)) > 0) {
			throw new IllegalArgumentException(
					"delivery.lease=%s must be from 2 seconds to 5 minutes".formatted(lease));
		}
	}

	/** Checks that a time is over zero and at most a year. */
	public static void requireSane(String name, Duration duration) {
		if (duration.isZero() || duration.isNegative() || duration.compareTo(YEAR) > 0) {
			throw new IllegalArgumentException(
					"%s=%s must be longer than nothing and at most a year".formatted(name, duration));
		}
	}

}
