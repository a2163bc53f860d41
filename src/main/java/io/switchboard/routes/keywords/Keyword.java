package io.switchboard.routes.keywords;

import java.util.List;

import io.switchboard.texts.KeywordDoes;
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
public record Keyword(String name, KeywordDoes does, List<String> words, boolean alone, @Nullable String answer,
		@Nullable String route, int line) {

	/** "please stop texting" says STOP; a whole sentence does not. */
	private static final int FEW_WORDS = 3;

	/** Whether a text says it. */
	boolean isIn(String normal) {
		return this.words.stream().anyMatch((word) -> says(normal, word));
	}

	/** Whether a text says a word of it. */
	private boolean says(String normal, String word) {
		if (normal.equals(word)) {
			return true;
		}
		if (this.does != KeywordDoes.ANSWER) {
			return normal.startsWith(word + " ")
					&& (normal.split(" ").length <= FEW_WORDS || normal.split(" ").length <= word.split(" ").length);
		}
		return !this.alone && (" " + normal + " ").contains(" " + word + " ");
	}

}
