package io.switchboard.console.query;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import io.switchboard.voipstudio.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, by name, with methods to read them. A value that cannot be
 * used is refused, with the name under which it was given.
 */
public final class Given {

	/** Longer than any useful search, and short enough for both stores. */
	private static final int LONGEST_TEXT = 1000;

	/** Former names, which still work. */
	private static final Map<String, String> FORMERLY = Map.of("from", "received_after", "to", "received_before");

	private final Map<String, String> values;

	private final Spelling spelling;

	/**
	 * The notation of a request.
	 *
	 * @param times reads a time; throws {@link java.time.DateTimeException} if it is none
	 * @param example an example of a time, for error messages
	 * @param names its names for filters that differ from the filters' own
	 */
	public record Spelling(Function<String, Instant> times, String example, Map<String, String> names) {

		/** The notation of the JSON API: ISO 8601, with an offset. */
		public static final Spelling API = new Spelling(Instant::parse, "2026-01-31T08:00:00Z", Map.of());

	}

	/**
	 * Takes the parameters of a page.
	 * @param values by the names of the filters
	 * @param spelling how the page writes them
	 */
	public Given(Map<String, String> values, Spelling spelling) {
		this.values = values;
		this.spelling = spelling;
	}

	/**
	 * Takes the parameters of an API request.
	 * @param values names and values, as they came
	 * @param known the names that there are
	 * @return what is given
	 * @throws WrongParameter if there is a name that is not known, or one twice
	 */
	static Given ofApi(Map<String, String> values, Set<String> known) {
		Set<String> all = new TreeSet<>(known);
		FORMERLY.forEach((name, former) -> {
			if (known.contains(name)) {
				all.add(former);
				if (values.containsKey(name) && values.containsKey(former)) {
					throw new WrongParameter(former, "%s and %s mean the same: give one".formatted(name, former));
				}
			}
		});
		for (String name : values.keySet()) {
			if (!all.contains(name)) {
				throw new WrongParameter(name, "there is no filter '%s'; there are %s".formatted(name,
						String.join(", ", new TreeSet<>(known))));
			}
		}
		return new Given(values, Spelling.API);
	}

	/** From the JSON object beside a query; a field is a text, a number or a boolean. */
	static Given ofBody(Map<String, @Nullable Object> body, Set<String> known) {
		Map<String, String> values = new LinkedHashMap<>();
		body.forEach((name, value) -> {
			if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
				throw givenTwice(name);
			}
			values.put(name, value.toString());
		});
		return ofApi(values, known);
	}

	static WrongParameter givenTwice(String name) {
		return new WrongParameter(name, "%s must be given once, as a text or a number".formatted(name));
	}

	private @Nullable String value(String name) {
		return this.values.get(asGiven(name));
	}

	private String asGiven(String name) {
		String former = FORMERLY.get(name);
		return (former != null && this.values.containsKey(former)) ? former : name;
	}

	/** The name in the request. */
	String shown(String name) {
		return this.spelling.names.getOrDefault(name, asGiven(name));
	}

	/**
	 * A text; refused if it is empty, too long, or has a character that no store accepts.
	 */
	@Nullable String text(String name) {
		String value = value(name);
		if (value == null) {
			return null;
		}
		String shown = shown(name);
		if (value.isEmpty()) {
			throw new WrongParameter(shown, "%s is empty: give a value, or leave it out".formatted(shown));
		}
		if (value.length() > LONGEST_TEXT) {
			throw new WrongParameter(shown, "%s is longer than %d characters".formatted(shown, LONGEST_TEXT));
		}
		if (value.indexOf('\0') >= 0) {
			throw new WrongParameter(shown, "%s holds the character NUL".formatted(shown));
		}
		return value;
	}

	/** One of some words. */
	@Nullable String oneOf(String name, Set<String> words) {
		String value = value(name);
		if (value != null && !words.contains(value)) {
			throw new WrongParameter(shown(name),
					"%s=%s is not one of %s".formatted(shown(name), value, String.join(", ", new TreeSet<>(words))));
		}
		return value;
	}

	/** Yes or no; null if it is not given. */
	@Nullable Boolean truth(String name) {
		String word = oneOf(name, Set.of("true", "false"));
		return (word != null) ? Boolean.valueOf(word) : null;
	}

	/** A whole number of at most 64 bits. */
	@Nullable Long number(String name) {
		String value = value(name);
		return (value != null) ? ParameterText.number(shown(name), value) : null;
	}

	/**
	 * A telephone number in any spelling, or its last digits. The refusal does not repeat
	 * it, because it is personal data.
	 */
	@Nullable String phoneNumber(String name) {
		String value = value(name);
		if (value != null && PhoneNumber.of(value) == null) {
			throw new WrongParameter(shown(name),
					"%s has no digits; it is a number such as 447700900123".formatted(shown(name)));
		}
		return value;
	}

	/** A time in the years 1 to 9999. */
	@Nullable Instant time(String name) {
		String value = value(name);
		return (value != null) ? ParameterText.time(shown(name), value, this.spelling.times, this.spelling.example)
				: null;
	}

}
