package io.switchboard.inbox;

import org.jspecify.annotations.Nullable;

/** One spelling for a telephone number, so that all spellings of it find each other. */
public final class PhoneNumber {

	private static final int MAX_DIGITS = 32;

	private PhoneNumber() {
	}

	/**
	 * The digits alone: {@code +44 7700 900123}, {@code 0044 7700-900123} and
	 * {@code 447700900123} are one number. A number without its country stays without.
	 * @param text a number in any spelling, or null
	 * @return 1 to 32 digits, without a leading {@code +} or {@code 00}; or null where
	 * there is no digit
	 */
	public static @Nullable String digits(@Nullable String text) {
		if (text == null) {
			return null;
		}
		StringBuilder digits = new StringBuilder(MAX_DIGITS);
		int zeros = text.stripLeading().startsWith("+") ? 0 : 2;
		for (int i = 0; i < text.length() && digits.length() < MAX_DIGITS; i++) {
			char c = text.charAt(i);
			if (c >= '0' && c <= '9') {
				digits.append(c);
				if (zeros > 0 && digits.length() == zeros && digits.toString().equals("00")) {
					digits.setLength(0);
					zeros = 0;
				}
			}
		}
		return digits.isEmpty() ? null : digits.toString();
	}

}
