package io.switchboard.simulator.account;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * The faults that can be set while the simulated platform runs.
 *
 * @param cdrLag how long after its end a call has a CDR
 * @param recordingLag how long after its end a recorded call has a recording
 * @param ringDelay how long {@code POST /calls} waits for the agent
 * @param delay how long every answer of the API takes
 * @param rateLimit how many requests are answered, or null for no limit
 * @param failWith the status of a failure
 * @param failNext how many of the next requests fail
 * @param retryAfter the seconds that a 429 or 503 tells to wait, or null: then a 429 says
 * how long the limit lasts, and a 503 says nothing
 * @param nonJsonErrors whether a failure or 429 is a page in HTML
 * @param down whether every request is answered as by a proxy without a server behind it
 */
public record Knobs(Duration cdrLag, Duration recordingLag, Duration ringDelay, Duration delay,
		@Nullable ApiRate rateLimit, int failWith, int failNext, @Nullable Integer retryAfter, boolean nonJsonErrors,
		boolean down) {

	private static final Duration LONGEST = Duration.ofHours(1);

	/** An asynchronous request lives for thirty seconds. */
	private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);

	static Knobs of(SimulatorSettings settings) {
		return new Knobs(settings.cdrLag(), settings.recordingLag(), settings.ringDelay(), Duration.ZERO, null, 503, 0,
				null, false, false);
	}

	/** The same knobs with the given ones changed. */
	Knobs with(Map<String, @Nullable Object> changes) {
		Map<String, @Nullable Object> all = asMap();
		changes.forEach((name, value) -> {
			if (!all.containsKey(name)) {
				throw new IllegalArgumentException(
						"there is no knob '%s'; there are: %s".formatted(name, String.join(", ", all.keySet())));
			}
			all.put(name, value);
		});
		return new Knobs(duration(all, "cdr_lag", LONGEST), duration(all, "recording_lag", LONGEST),
				duration(all, "ring_delay", LONGEST_ANSWER), duration(all, "delay", LONGEST_ANSWER), rate(all),
				whole(all, "fail_with", 400, 599), whole(all, "fail_next", 0, 1_000_000),
				(all.get("retry_after") != null) ? whole(all, "retry_after", 0, 86_400) : null,
				yesOrNo(all, "non_json_errors"), yesOrNo(all, "down"));
	}

	/** The values as {@code /simulator/api} reads and writes them. */
	public Map<String, @Nullable Object> asMap() {
		Map<String, @Nullable Object> all = new LinkedHashMap<>();
		all.put("cdr_lag", text(this.cdrLag));
		all.put("recording_lag", text(this.recordingLag));
		all.put("ring_delay", text(this.ringDelay));
		all.put("delay", text(this.delay));
		all.put("rate_limit", (this.rateLimit != null) ? this.rateLimit.toString() : null);
		all.put("fail_with", this.failWith);
		all.put("fail_next", this.failNext);
		all.put("retry_after", this.retryAfter);
		all.put("non_json_errors", this.nonJsonErrors);
		all.put("down", this.down);
		return all;
	}

	Knobs withFailNext(int number) {
		return new Knobs(this.cdrLag, this.recordingLag, this.ringDelay, this.delay, this.rateLimit, this.failWith,
				number, this.retryAfter, this.nonJsonErrors, this.down);
	}

	private static String text(Duration duration) {
		return (duration.toMillis() % 1000 == 0) ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
	}

	private static Duration duration(Map<String, @Nullable Object> all, String name, Duration longest) {
		Object value = all.get(name);
		try {
			Duration duration = DurationStyle.SIMPLE.parse(String.valueOf(value));
			if (!duration.isNegative() && duration.compareTo(longest) <= 0) {
				return duration;
			}
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			// told below, in one sentence for both
		}
		throw new IllegalArgumentException(
				"%s: %s is not a time from 0s to %s, such as 500ms or 2s".formatted(name, value, text(longest)));
	}

	private static @Nullable ApiRate rate(Map<String, @Nullable Object> all) {
		Object value = all.get("rate_limit");
		return (value == null || value.equals("")) ? null : ApiRate.parse(value.toString());
	}

	private static int whole(Map<String, @Nullable Object> all, String name, int least, int most) {
		if (all.get(name) instanceof Integer value && value >= least && value <= most) {
			return value;
		}
		throw new IllegalArgumentException(
				"%s: %s is not a whole number from %d to %d".formatted(name, all.get(name), least, most));
	}

	private static boolean yesOrNo(Map<String, @Nullable Object> all, String name) {
		if (all.get(name) instanceof Boolean value) {
			return value;
		}
		throw new IllegalArgumentException("%s: %s is neither true nor false".formatted(name, all.get(name)));
	}

}
