package io.switchboard.webhook;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** How much one source address may send. */
@Component
class RateLimit {

	private static final Pattern RATE = Pattern.compile("(\\d{1,9})/([smh])");

	private static final int MAX_ADDRESSES = 100_000;

	private final @Nullable Cache<String, Bucket> buckets;

	private final long number;

	private final Duration period;

	RateLimit(WebhookSettings settings) {
		String rate = settings.rate().strip();
		Matcher matcher = RATE.matcher(rate);
		if (!rate.isEmpty() && (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0)) {
			throw new IllegalStateException(
					"webhook.rate: '%s' is not a rate such as 50/s, 600/m or 10000/h".formatted(rate));
		}
		this.number = rate.isEmpty() ? 0 : Long.parseLong(matcher.group(1));
		this.period = rate.isEmpty() ? Duration.ZERO : period(matcher.group(2));
		this.buckets = rate.isEmpty() ? null
				: Caffeine.newBuilder()
					.maximumSize(MAX_ADDRESSES)
					.expireAfterAccess(this.period.multipliedBy(2))
					.build();
	}

	private static Duration period(String unit) {
		return switch (unit) {
			case "s" -> Duration.ofSeconds(1);
			case "m" -> Duration.ofMinutes(1);
			default -> Duration.ofHours(1);
		};
	}

	/**
	 * How many seconds the address has to wait before its next request; 0 if this one is
	 * within the rate.
	 */
	long secondsToWait(String address) {
		if (this.buckets == null) {
			return 0;
		}
		Bucket bucket = this.buckets.get(address,
				(each) -> Bucket.builder()
					.addLimit((limit) -> limit.capacity(this.number).refillGreedy(this.number, this.period))
					.build());
		long nanos = bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill();
		return (nanos == 0) ? 0 : Math.max(1, Duration.ofNanos(nanos).plusMillis(999).toSeconds());
	}

}
