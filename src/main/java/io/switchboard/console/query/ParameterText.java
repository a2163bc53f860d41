package io.switchboard.console.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;

import io.switchboard.store.StorableTime;
import io.switchboard.text.Readable;

/**
 * Reads numbers and times in a request, and words the errors.
 */
public final class ParameterText {

	private static final int LONGEST_QUOTE = 60;

	private ParameterText() {
	}

	/** A whole number; refused if it is none, or has more than 64 bits. */
	static long number(String name, String value) {
		try {
			return Long.parseLong(value);
		}
		catch (NumberFormatException ex) {
			boolean large = value.matches("[+-]?\\d+");
			throw new WrongParameter(name,
					large ? "%s=%s is larger than any number here".formatted(name, shortened(value))
							: "%s=%s is not a whole number".formatted(name, shortened(value)));
		}
	}

	/**
	 * A time in any notation.
	 * @param name the parameter's name
	 * @param value what was given
	 * @param form reads it
	 * @param example how it is written
	 * @return the time, in the years 1 to 9999
	 * @throws WrongParameter if it is none, or beyond those years
	 */
	public static Instant time(String name, String value, Function<String, Instant> form, String example) {
		Instant time;
		try {
			time = form.apply(value);
		}
		catch (DateTimeException ex) {
			throw new WrongParameter(name, "%s=%s is not a time such as %s".formatted(name, shortened(value), example));
		}
		if (!StorableTime.isStorable(time)) {
			throw new WrongParameter(name, "%s=%s is not within the years 1 to 9999".formatted(name, shortened(value)));
		}
		return time;
	}

	static String shortened(String value) {
		return Readable.cut(value, LONGEST_QUOTE);
	}

}
