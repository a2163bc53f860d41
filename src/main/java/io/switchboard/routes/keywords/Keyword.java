package io.switchboard.routes.keywords;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What a text may say, and what it is answered.
 *
 * @param name its own, such as {@code hours}
 * @param does what it does
 * @param words one or several, in small letters without accents
 * @param alone whether the text must say nothing else; for STOP and START, little else
 * @param answer what is sent back, or null where a route answers
 * @param route the route that answers, or null
 * @param line where it stands
 */
public record Keyword(String name, Does does, List<String> words, boolean alone, @Nullable String answer,
		@Nullable String route, int line) {

	/** "please stop texting" says STOP; a whole sentence does not. */
	private static final int FEW_WORDS = 3;

	/** What it does. */
	public enum Does {

		/** It is answered, and no more. */
		ANSWER,
		/** The number gets no texts from now on. */
		STOP,
		/** It gets them again. */
		START;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/** Whether a text says it. */
	boolean isIn(String normal) {
		return this.words.stream().anyMatch((word) -> says(normal, word));
	}

	/** Whether a text says a word of it. */
	private boolean says(String normal, String word) {
		if (normal.equals(word)) {
			return true;
		}
		if (this.does != Does.ANSWER) {
			return normal.startsWith(word + " ")
					&& (normal.split(" ").length <= FEW_WORDS || normal.split(" ").length <= word.split(" ").length);
		}
		return !this.alone && (" " + normal + " ").contains(" " + word + " ");
	}

}
