package io.switchboard.simulator.account;

import io.github.bucket4j.Bucket;
import io.switchboard.text.Rate;

/**
 * How many API requests are answered in each period.
 *
 * @param text as it was written, such as {@code 10/s}
 * @param rate what it says
 */
record ApiRate(String text, Rate rate) {

	static ApiRate parse(String text) {
		try {
			return new ApiRate(text.strip(), Rate.parse(text));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("rate_limit: %s is not a rate such as 10/s or 600/m".formatted(text),
					ex);
		}
	}

	Bucket bucket() {
		return Bucket.builder()
			.addLimit(
					(limit) -> limit.capacity(this.rate.number()).refillGreedy(this.rate.number(), this.rate.period()))
			.build();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
