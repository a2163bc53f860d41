package io.switchboard.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * A request's filters: an unknown one, or one that cannot be read, is refused by name.
 */
final class Parameters {

	private static final int DEFAULT_LIMIT = 50;

	private static final int MAX_LIMIT = 500;

	private final Map<String, String> values;

	Parameters(Map<String, String> values, Set<String> known) {
		this.values = values;
		Set<String> all = new TreeSet<>(known);
		all.addAll(Set.of("limit", "cursor"));
		for (String name : values.keySet()) {
			if (!all.contains(name)) {
				throw bad("there is no filter '%s'; there are %s".formatted(name, String.join(", ", all)));
			}
		}
	}

	@Nullable String text(String name) {
		return this.values.get(name);
	}

	@Nullable String oneOf(String name, Set<String> words) {
		String value = this.values.get(name);
		if (value != null && !words.contains(value)) {
			throw bad("%s=%s is none of %s".formatted(name, value, String.join(", ", new TreeSet<>(words))));
		}
		return value;
	}

	@Nullable Long number(String name) {
		String value = this.values.get(name);
		try {
			return (value != null) ? Long.valueOf(value) : null;
		}
		catch (NumberFormatException ex) {
			throw bad("%s=%s is not a whole number".formatted(name, value));
		}
	}

	@Nullable Instant time(String name) {
		String value = this.values.get(name);
		try {
			return (value != null) ? Instant.parse(value) : null;
		}
		catch (DateTimeException ex) {
			throw bad("%s=%s is not a time such as 2026-01-31T08:00:00Z".formatted(name, value));
		}
	}

	int limit() {
		Long limit = number("limit");
		if (limit == null) {
			return DEFAULT_LIMIT;
		}
		if (limit < 1 || limit > MAX_LIMIT) {
			throw bad("limit=%d is not from 1 to %d".formatted(limit, MAX_LIMIT));
		}
		return limit.intValue();
	}

	private static ResponseStatusException bad(String reason) {
		return new ResponseStatusException(HttpStatus.BAD_REQUEST, reason);
	}

}
