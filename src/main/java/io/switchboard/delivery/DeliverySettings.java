package io.switchboard.delivery;

import java.time.Duration;
import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What holds for every {@code durable:} channel that does not say otherwise.
 *
 * @param maxAttempts how often a delivery is tried before it is dead, at least once
 * @param backoff how long to wait after the first, second … failure; the last one repeats
 * @param concurrency how many deliveries of one route run side by side
 * @param timeout how long one attempt may take
 */
@Validated
@ConfigurationProperties("delivery")
record DeliverySettings(@Min(1) int maxAttempts, @NotEmpty List<Duration> backoff, @Min(1) @Max(64) int concurrency,
		@NotNull Duration timeout) {

	private static final Duration YEAR = Duration.ofDays(365);

	DeliverySettings {
		requireSane("delivery.timeout", timeout);
		backoff.forEach((pause) -> requireSane("delivery.backoff", pause));
	}

	/** Longer than nothing, and no more than a year. */
	static void requireSane(String name, Duration duration) {
		if (duration.isZero() || duration.isNegative() || duration.compareTo(YEAR) > 0) {
			throw new IllegalArgumentException(
					"%s=%s must be longer than nothing and at most a year".formatted(name, duration));
		}
	}

}
