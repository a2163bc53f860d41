package io.switchboard.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * RFC 2047's encoded words, in which a header says what is not ASCII. A text that looks
 * like one would be read as what it seems to say.
 */
final class EncodedWords {

	/** A word has 75 characters at most, and 12 of them are around what it says. */
	private static final int MOST_BYTES = 45;

	private EncodedWords() {
	}

	/**
	 * As it is, or as encoded words that say it, so that a reader sees the text itself.
	 */
	static String literal(String text) {
		if (!text.contains("=?")) {
			return text;
		}
		List<String> words = new ArrayList<>();
		StringBuilder part = new StringBuilder();
		text.codePoints().mapToObj(Character::toString).forEach((sign) -> {
			if (bytes(part + sign).length > MOST_BYTES) {
				words.add(word(part));
				part.setLength(0);
			}
			part.append(sign);
		});
		words.add(word(part));
		return String.join(" ", words);
	}

	private static String word(CharSequence text) {
		return "=?UTF-8?B?%s?=".formatted(Base64.getEncoder().encodeToString(bytes(text)));
	}

	private static byte[] bytes(CharSequence text) {
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}

}
