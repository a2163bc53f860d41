package io.switchboard.answers;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A copy of one thing that an attempt sent. It holds personal data, and no secrets.
 *
 * @param at when it was sent
 * @param kind such as {@code mail}, {@code http} or {@code row}
 * @param facts what was sent and what came back, by names such as {@code to} and
 * {@code status}; values are texts, numbers, maps or null
 */
public record SentCopy(Instant at, String kind, Map<String, @Nullable Object> facts) {

	/** Whether it only asks: nothing is changed by it. */
	public boolean isQuestion() {
		return String.valueOf(this.facts.get("request")).startsWith("GET ");
	}

	SentCopy with(Map<String, @Nullable Object> more) {
		Map<String, @Nullable Object> all = new LinkedHashMap<>(this.facts);
		all.putAll(more);
		return new SentCopy(this.at, this.kind, all);
	}

	@Override
	public String toString() {
		return "SentCopy[" + this.kind + "]";
	}

}
