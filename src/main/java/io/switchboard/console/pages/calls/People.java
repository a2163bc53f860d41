package io.switchboard.console.pages.calls;

import org.jspecify.annotations.Nullable;

/** The platform's names of people and queues, as they are shown. */
final class People {

	private static final int MAX = 60;

	private People() {
	}

	/**
	 * The name, at most 60 characters; null for a blank, or where it only repeats the
	 * number.
	 */
	static @Nullable String name(@Nullable String name, @Nullable String number) {
		if (name == null || name.isBlank()) {
			return null;
		}
		boolean repeats = number != null && name.replace(number, "").replaceAll("[\\s\"<>+]", "").isEmpty();
		return repeats ? null : shorten(name.strip());
	}

	private static String shorten(String name) {
		return (name.codePointCount(0, name.length()) <= MAX) ? name
				: name.substring(0, name.offsetByCodePoints(0, MAX - 1)) + "…";
	}

	/** The name, else the number, else these words. */
	static String called(@Nullable String name, @Nullable String number, String otherwise) {
		String known = name(name, number);
		if (known != null) {
			return known;
		}
		return (number != null && !number.isBlank()) ? shorten(number.strip()) : otherwise;
	}

}
