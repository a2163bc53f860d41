package io.switchboard.webhook;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.switchboard.text.Rate;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Limits how much one source address may send. */
@Component
class RateLimit {

	private static final int MAX_ADDRESSES = 100_000;

	private final @Nullable Cache<String, Bucket> buckets;

	private final @Nullable Rate rate;

	RateLimit(WebhookSettings settings) {
		this.rate = settings.rate().isBlank() ? null : Rate.parse(settings.rate());
		this.buckets = (this.rate == null) ? null
				: Caffeine.newBuilder()
					.maximumSize(MAX_ADDRESSES)
					.expireAfterAccess(this.rate.period().multipliedBy(2))
					.build();
	}

	/**
	 * How many seconds the address has to wait before its next request; 0 if this one is
	 * within the rate.
	 */
	long secondsToWait(String address) {
		Rate rate = this.rate;
		if (rate == null || this.buckets == null) {
			return 0;
		}
		Bucket bucket = this.buckets.get(address,
				(each) -> Bucket.builder()
					.addLimit((limit) -> limit.capacity(rate.number()).refillGreedy(rate.number(), rate.period()))
					.build());
		long nanos = bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill();
		return (nanos == 0) ? 0 : Math.max(1, Duration.ofNanos(nanos).plusMillis(999).toSeconds());
	}

}
