package io.switchboard.console;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.switchboard.calls.CallCursor;
import io.switchboard.inbox.PhoneNumber;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * A request's filters: an unknown one, or one that cannot be read, is refused by name.
 */
public final class Parameters {

	private static final int DEFAULT_LIMIT = 50;

	private static final int MAX_LIMIT = 500;

	public static final Set<String> PAGING = Set.of("limit", "cursor");

	private final Map<String, String> values;

	public Parameters(Map<String, String> values, Set<String> filters, Set<String> others) {
		this.values = values;
		Set<String> all = new TreeSet<>(filters);
		all.addAll(others);
		for (String name : values.keySet()) {
			if (!all.contains(name)) {
				throw bad("there is no filter '%s'; there are %s".formatted(name, String.join(", ", all)));
			}
		}
	}

	/** From a query and, beside it, a JSON object: each name once. */
	static Parameters merged(Map<String, String> query, @Nullable Map<String, @Nullable Object> body,
			Set<String> filters, Set<String> others) {
		Map<String, String> values = new LinkedHashMap<>(query);
		if (body != null) {
			body.forEach((name, value) -> {
				boolean scalar = value instanceof String || value instanceof Number || value instanceof Boolean;
				if (!scalar || values.put(name, value.toString()) != null) {
					throw bad("%s must be given once, as a text or a number".formatted(name));
				}
			});
		}
		return new Parameters(values, filters, others);
	}

	/** Whether a filter beside this one is given. */
	public boolean isMoreThan(String name) {
		return this.values.keySet().stream().anyMatch((each) -> !each.equals(name) && !each.equals("dry_run"));
	}

	public @Nullable String text(String name) {
		return this.values.get(name);
	}

	public @Nullable String oneOf(String name, Set<String> words) {
		String value = this.values.get(name);
		if (value != null && !words.contains(value)) {
			throw bad("%s=%s is none of %s".formatted(name, value, String.join(", ", new TreeSet<>(words))));
		}
		return value;
	}

	public @Nullable Long number(String name) {
		String value = this.values.get(name);
		try {
			return (value != null) ? Long.valueOf(value) : null;
		}
		catch (NumberFormatException ex) {
			throw bad("%s=%s is not a whole number".formatted(name, value));
		}
	}

	/** Its digits; the refusal does not repeat it, for it is somebody's. */
	public @Nullable String phoneNumber(String name) {
		String value = this.values.get(name);
		String digits = PhoneNumber.digits(value);
		if (value != null && digits == null) {
			throw bad("%s has no digits; it is a number such as 447700900123".formatted(name));
		}
		return digits;
	}

	public @Nullable Instant time(String name) {
		String value = this.values.get(name);
		try {
			return (value != null) ? Instant.parse(value) : null;
		}
		catch (DateTimeException ex) {
			throw bad("%s=%s is not a time such as 2026-01-31T08:00:00Z".formatted(name, value));
		}
	}

	/** Where a page of calls goes on. */
	@Nullable CallCursor callCursor() {
		String value = this.values.get("cursor");
		try {
			return (value != null) ? CallCursor.of(value) : null;
		}
		catch (IllegalArgumentException ex) {
			throw bad("cursor=%s is not the value of next in the page before".formatted(value));
		}
	}

	public int limit() {
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
