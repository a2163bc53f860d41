package io.switchboard.text;

import java.time.Duration;
import java.util.regex.Pattern;

import org.springframework.boot.convert.DurationStyle;

/**
 * A length of time with its unit, as people write it. A number alone is none, because one
 * reader takes it for seconds and another for milliseconds.
 */
public final class WrittenTime {

	private static final Pattern BARE = Pattern.compile("[+-]?\\d+");

	private static final Pattern NOTHING = Pattern.compile("[+-]?0+");

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
		if (isBare(plain)) {
			throw new IllegalArgumentException(unit(plain));
		}
		try {
			return DurationStyle.SIMPLE.parse(plain);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new IllegalArgumentException("It is a time such as 60s, 10m or 7d.", ex);
		}
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
