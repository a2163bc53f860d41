package io.switchboard.simulator.account;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.bucket4j.Bucket;

/**
 * A number of API requests in each period.
 *
 * @param number 1 or more
 * @param unit s, m or h
 */
record ApiRate(int number, String unit) {

	private static final Pattern PATTERN = Pattern.compile("(\\d{1,6})/([smh])");

	static ApiRate parse(String text) {
		Matcher matcher = PATTERN.matcher(text.strip());
		if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
			throw new IllegalArgumentException("rate_limit: %s is no rate such as 10/s or 600/m".formatted(text));
		}
		return new ApiRate(Integer.parseInt(matcher.group(1)), matcher.group(2));
	}

	Bucket bucket() {
		Duration period = switch (this.unit) {
			case "s" -> Duration.ofSeconds(1);
			case "m" -> Duration.ofMinutes(1);
			default -> Duration.ofHours(1);
		};
		return Bucket.builder()
			.addLimit((limit) -> limit.capacity(this.number).refillGreedy(this.number, period))
			.build();
	}

	@Override
	public String toString() {
		return this.number + "/" + this.unit;
	}

}
