package io.switchboard.text;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time with its unit, as people write it. A number alone is none, because one
 * reader takes it for seconds and another for milliseconds.
 */
public final class WrittenTime {

	private static final Pattern TIME = Pattern.compile("([+-]?\\d{1,15})(ns|us|ms|s|m|h|d)", Pattern.CASE_INSENSITIVE);

	private static final Pattern BARE = Pattern.compile("[+-]?\\d+");

	private static final Pattern NOTHING = Pattern.compile("[+-]?0+");

	private static final Map<String, ChronoUnit> UNITS = Map.of("ns", ChronoUnit.NANOS, "us", ChronoUnit.MICROS, "ms",
			ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS, "d",
			ChronoUnit.DAYS);

	private WrittenTime() {
	}

	/**
	 * Reads one.
	 * @param text such as {@code 60s}; 0 needs no unit
	 * @return the time, which may be negative
	 * @throws IllegalArgumentException if it is none, or has no unit; the message says
	 * what to write
	 */
	public static Duration parse(String text) {
		String plain = text.strip();
		Matcher time = TIME.matcher(plain);
		try {
			if (NOTHING.matcher(plain).matches()) {
				return Duration.ZERO;
			}
			if (time.matches()) {
				ChronoUnit unit = UNITS.get(time.group(2).toLowerCase(Locale.ROOT));
				return Duration.of(Long.parseLong(time.group(1)), unit);
			}
		}
		catch (ArithmeticException ex) {
			throw new IllegalArgumentException("It is too long.", ex);
		}
		throw new IllegalArgumentException(isBare(plain) ? unit(plain) : "It is a time such as 60s, 10m or 7d.");
	}

	/**
	 * Whether a text is a number without a unit, and not 0.
	 * @param text as it is written
	 * @return false for everything else
	 */
	public static boolean isBare(String text) {
		String plain = text.strip();
		return BARE.matcher(plain).matches() && !NOTHING.matcher(plain).matches();
	}

	/**
	 * What to write instead of a number without a unit.
	 * @param number as it is written
	 * @return a sentence
	 */
	public static String unit(String number) {
		return "It needs a unit: write %1$ss for seconds, %1$sm for minutes, %1$sms for milliseconds."
			.formatted(number.strip().replaceFirst("^[+-]", ""));
	}

}
