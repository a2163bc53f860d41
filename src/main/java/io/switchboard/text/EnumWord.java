package io.switchboard.text;

import java.util.Locale;

/**
 * The word of an enum's constant in tables, settings, files and answers: in lower case,
 * with hyphens.
 */
public final class EnumWord {

	private EnumWord() {
	}

	/**
	 * The word of a constant.
	 * @param constant any constant
	 * @return for example {@code end-unknown} for {@code END_UNKNOWN}
	 */
	public static String of(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The constant of a word.
	 * @param type the enum
	 * @param word as {@link #of} writes it, in upper or lower case
	 * @param <E> the enum
	 * @return the constant
	 * @throws IllegalArgumentException if the enum has none of that word
	 */
	public static <E extends Enum<E>> E constant(Class<E> type, String word) {
		return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

}
