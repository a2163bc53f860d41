package io.switchboard.voipstudio;

import java.math.BigDecimal;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Whole numbers in all the spellings that JSON has for them: {@code 68}, {@code 68.0},
 * {@code 6.8e1}, {@code "68"} and {@code " 68 "} are one number.
 */
public final class WholeNumber {

	private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d{1,4})?");

	private static final int MAX_LENGTH = 1000;

	/** So many digits always fit. */
	private static final int PLAIN_LENGTH = 18;

	private static final int MAX_DIGITS = 19;

	private WholeNumber() {
	}

	/**
	 * Reads a value as JSON has it.
	 * @param value a number or text; anything else, and null, is not a number
	 * @return the number, or null where the value is none, has a fraction, or is beyond
	 * 64 bits
	 */
	public static @Nullable Long of(@Nullable Object value) {
		if (value instanceof Long || value instanceof Integer) {
			return ((Number) value).longValue();
		}
		boolean readable = value instanceof Number || value instanceof CharSequence;
		return readable ? read(value.toString().strip()) : null;
	}

	private static @Nullable Long read(String text) {
		if (isPlain(text)) {
			return Long.valueOf(text);
		}
		if (text.length() > MAX_LENGTH || !NUMBER.matcher(text).matches()) {
			return null;
		}
		BigDecimal number = new BigDecimal(text).stripTrailingZeros();
		// 1e9999 would be as many digits
		boolean fits = number.scale() <= 0 && number.precision() - number.scale() <= MAX_DIGITS;
		try {
			return fits ? Long.valueOf(number.longValueExact()) : null;
		}
		catch (ArithmeticException ex) {
			return null; // 19 digits, but beyond 64 bits
		}
	}

	private static boolean isPlain(String text) {
		return !text.isEmpty() && text.length() <= PLAIN_LENGTH
				&& text.chars().allMatch((each) -> each >= '0' && each <= '9');
	}

}
