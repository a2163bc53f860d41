package io.switchboard.history;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.switchboard.voipstudio.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * A request's filters: an unknown one, or one that cannot be used, is refused by name.
 */
public final class Parameters {

	/** Far more than any name or error is searched by, and bearable for both stores. */
	private static final int LONGEST_TEXT = 1000;

	/** What these were called before, which still works. */
	private static final Map<String, String> FORMERLY = Map.of("from", "received_after", "to", "received_before");

	private final Map<String, String> values;

	/**
	 * Takes what was given.
	 * @param values names and values, as given
	 * @param filters the names of filters that there are
	 * @param others the other names that there are
	 * @throws WrongParameter if there is another name
	 */
	public Parameters(Map<String, String> values, Set<String> filters, Set<String> others) {
		this.values = values;
		Set<String> all = new TreeSet<>(filters);
		all.addAll(others);
		Set<String> known = new TreeSet<>(all);
		FORMERLY.forEach((name, former) -> {
			if (all.contains(name)) {
				known.add(former);
				if (values.containsKey(name) && values.containsKey(former)) {
					throw new WrongParameter(former, "%s and %s mean the same: give one".formatted(name, former));
				}
			}
		});
		for (String name : values.keySet()) {
			if (!known.contains(name)) {
				throw new WrongParameter(name,
						"there is no filter '%s'; there are %s".formatted(name, String.join(", ", all)));
			}
		}
	}

	/** From a query and, beside it, a JSON object: each name once. */
	public static Parameters merged(Map<String, String> query, @Nullable Map<String, @Nullable Object> body,
			Set<String> filters, Set<String> others) {
		Map<String, String> values = new LinkedHashMap<>(query);
		if (body != null) {
			body.forEach((name, value) -> {
				boolean scalar = value instanceof String || value instanceof Number || value instanceof Boolean;
				if (!scalar || values.put(name, value.toString()) != null) {
					throw new WrongParameter(name, "%s must be given once, as a text or a number".formatted(name));
				}
			});
		}
		return new Parameters(values, filters, others);
	}

	/** Whether any of these is given. */
	boolean hasAnyOf(Set<String> names) {
		return names.stream().map(this::given).anyMatch(this.values::containsKey);
	}

	/** The name under which it was given: the former one may be. */
	private String given(String name) {
		String former = FORMERLY.get(name);
		return (former != null && this.values.containsKey(former)) ? former : name;
	}

	/**
	 * A text.
	 * @param name the parameter's name
	 * @return the text, or null if it is not given
	 * @throws WrongParameter if it is empty, too long, or holds what no store takes
	 */
	public @Nullable String text(String name) {
		String value = this.values.get(name);
		if (value == null) {
			return null;
		}
		if (value.isEmpty()) {
			throw new WrongParameter(name, "%s is empty: give a value, or leave it out".formatted(name));
		}
		if (value.length() > LONGEST_TEXT) {
			throw new WrongParameter(name, "%s is longer than %d characters".formatted(name, LONGEST_TEXT));
		}
		if (value.indexOf('\0') >= 0) {
			throw new WrongParameter(name, "%s holds the character NUL".formatted(name));
		}
		return value;
	}

	/**
	 * One of some words.
	 * @param name the parameter's name
	 * @param words those that there are
	 * @return the word, or null if it is not given
	 * @throws WrongParameter if it is another
	 */
	public @Nullable String oneOf(String name, Set<String> words) {
		String value = this.values.get(name);
		if (value != null && !words.contains(value)) {
			throw new WrongParameter(name,
					"%s=%s is none of %s".formatted(name, value, String.join(", ", new TreeSet<>(words))));
		}
		return value;
	}

	/**
	 * Yes or no.
	 * @param name the parameter's name
	 * @return false too if it is not given
	 * @throws WrongParameter if it is neither
	 */
	public boolean isTrue(String name) {
		return "true".equals(oneOf(name, Set.of("true", "false")));
	}

	/**
	 * A whole number.
	 * @param name the parameter's name
	 * @return the number, or null if it is not given
	 * @throws WrongParameter if it is none, or has more than 64 bits
	 */
	public @Nullable Long number(String name) {
		String value = this.values.get(name);
		return (value != null) ? ParameterText.number(name, value) : null;
	}

	/**
	 * A number in any spelling, or its last digits; the refusal does not repeat it, for
	 * it is somebody's.
	 */
	public @Nullable String phoneNumber(String name) {
		String value = this.values.get(name);
		if (value != null && PhoneNumber.of(value) == null) {
			throw new WrongParameter(name, "%s has no digits; it is a number such as 447700900123".formatted(name));
		}
		return value;
	}

	/**
	 * A time.
	 * @param name the parameter's name
	 * @return the time, in the years 1 to 9999; or null if it is not given
	 * @throws WrongParameter if it is none, or beyond those years
	 */
	public @Nullable Instant time(String name) {
		String given = given(name);
		String value = this.values.get(given);
		return (value != null) ? ParameterText.time(given, value, Instant::parse, "2026-01-31T08:00:00Z") : null;
	}

	/**
	 * A span in whole seconds.
	 * @param name the parameter's name
	 * @param most how many at most
	 * @return zero if it is not given
	 * @throws WrongParameter if it is none, negative or longer
	 */
	public Duration seconds(String name, int most) {
		Long seconds = number(name);
		if (seconds != null && (seconds < 0 || seconds > most)) {
			throw new WrongParameter(name, "%s=%d is not from 0 to %d".formatted(name, seconds, most));
		}
		return (seconds != null) ? Duration.ofSeconds(seconds) : Duration.ZERO;
	}

}
