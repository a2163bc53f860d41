package io.switchboard.answers;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A copy of one request, mail or row that an attempt sent. It has personal data, but no
 * secrets.
 *
 * @param at when it was sent
 * @param kind such as {@code mail}, {@code http} or {@code row}
 * @param facts the request and the answer, by names such as {@code to} and
 * {@code status}; values are texts, numbers, maps or null
 */
public record SentCopy(Instant at, String kind, Map<String, @Nullable Object> facts) {

	/** Whether it only reads data. */
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
