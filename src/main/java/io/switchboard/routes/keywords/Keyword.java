package io.switchboard.routes.keywords;

import java.util.List;

import io.switchboard.texts.KeywordDoes;
import org.jspecify.annotations.Nullable;

/**
 * A keyword of texts, with its effect and answer.
 *
 * @param name its own, such as {@code hours}
 * @param does its effect
 * @param words one or several, in lower case letters without accents
 * @param alone whether the text must have no other words; for STOP and START, few others
 * @param answer the text that is sent back, or null if a route answers
 * @param route the route that answers, or null
 * @param line its line in the file
 */
public record Keyword(String name, KeywordDoes does, List<String> words, boolean alone, @Nullable String answer,
		@Nullable String route, int line) {

	/** "please stop texting" counts as STOP; a whole sentence does not. */
	private static final int FEW_WORDS = 3;

	/** Whether a text has it. */
	boolean isIn(String normal) {
		return this.words.stream().anyMatch((word) -> says(normal, word));
	}

	/** Whether a text has one of its words. */
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
