package io.switchboard.store;

import org.jspecify.annotations.Nullable;

/**
 * Makes text storable in both databases. PostgreSQL refuses NUL, and half of a surrogate
 * pair cannot be written as UTF-8. Each of them becomes U+FFFD, the replacement
 * character.
 */
public final class StorableText {

	private static final char REPLACEMENT = '\uFFFD';

	private StorableText() {
	}

	/**
	 * Replaces characters that cannot be stored.
	 * @param text any text
	 * @return the same text if nothing had to be replaced
	 */
	public static String of(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == 0 || Character.isSurrogate(c)) {
				return replaced(text);
			}
		}
		return text;
	}

	/**
	 * Replaces them, and cuts the text. A character of two halves is never cut into two.
	 * @param text any text, or null
	 * @param max how many Java chars it may have
	 * @return the text, or null where it was null
	 */
	public static @Nullable String of(@Nullable String text, int max) {
		if (text == null || text.length() <= max) {
			return (text != null) ? of(text) : null;
		}
		boolean halved = Character.isHighSurrogate(text.charAt(max - 1)) && Character.isLowSurrogate(text.charAt(max));
		return of(text.substring(0, halved ? max - 1 : max));
	}

	/**
	 * Whether both databases can store the text unchanged.
	 * @param text any text
	 * @return false if a character would be replaced
	 */
	public static boolean isStorable(String text) {
		return of(text).equals(text);
	}

	private static String replaced(String text) {
		return text.codePoints()
			.map((c) -> (c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) ? REPLACEMENT : c)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

}
