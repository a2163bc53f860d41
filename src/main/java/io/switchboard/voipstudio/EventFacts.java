package io.switchboard.voipstudio;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.switchboard.text.Readable;
import org.jspecify.annotations.Nullable;

/**
 * Tells from an event's fields who calls, who is called, and which of the two is outside.
 * Works for calls and for text messages.
 */
public final class EventFacts {

	/** The two ways of a call, in VoIPstudio's words. */
	static final List<String> DIRECTIONS = List.of("in", "out");

	private final Map<String, ?> fields;

	/**
	 * Takes an event's fields.
	 * @param fields VoIPstudio's names and values; anything may be missing or odd
	 */
	public EventFacts(Map<String, ?> fields) {
		this.fields = fields;
	}

	/**
	 * Which way a call goes.
	 * @param destination VoIPstudio's field of that name, or null
	 * @return {@code in}, {@code out}, or null where it says neither
	 */
	public static @Nullable String direction(@Nullable Object destination) {
		String word = (destination instanceof String text) ? text.strip().toLowerCase(Locale.ROOT) : "";
		return DIRECTIONS.contains(word) ? word : null;
	}

	/**
	 * Which way the call goes.
	 * @return {@code in}, {@code out}, or null where it says neither
	 */
	public @Nullable String direction() {
		return direction(this.fields.get("destination"));
	}

	/**
	 * Who calls or sends, for people.
	 * @return one line, never empty; {@code withheld number} for a caller who withholds
	 * the number
	 */
	public String caller() {
		return line(PhoneNumber.shown(first("src", "from_no")), "withheld number");
	}

	/**
	 * Who or what was called, for people.
	 * @return one line: the name, else the number, else {@code unknown}
	 */
	public String called() {
		String name = line(first("dst_name"), "");
		return name.isEmpty() ? line(PhoneNumber.shown(first("dst", "to_no")), "unknown") : name;
	}

	/**
	 * The number of the person outside: of the one whom we called, else of the one who
	 * calls or sends.
	 * @return null where the number is withheld or missing
	 */
	public @Nullable String outsideNumber() {
		return PhoneNumber.shown("out".equals(direction()) ? first("dst") : first("src", "from_no"));
	}

	private static String line(@Nullable String text, String otherwise) {
		String line = (text != null) ? Readable.line(text) : "";
		return line.isEmpty() ? otherwise : line;
	}

	/** The first of these fields that has a value. */
	private @Nullable String first(String... names) {
		for (String name : names) {
			Object value = this.fields.get(name);
			Long whole = (value instanceof Double) ? WholeNumber.of(value) : null;
			if (value != null && !value.toString().isBlank()) {
				return (whole != null) ? whole.toString() : value.toString();
			}
		}
		return null;
	}

}
