package io.switchboard.routes.sample;

import java.util.stream.Stream;

import io.switchboard.routes.keywords.Keywords;

/** A text message that has a keyword keeps it: the sample is answered as the text was. */
record KeptKeyword(Keywords keywords) {

	/**
	 * A field's disguised text, or one that means the same where it is that of a message.
	 */
	String in(String field, String text, String disguised, Pseudonyms pseudonyms) {
		String meaning = this.keywords.meaning(text);
		if (!field.equals("text") || this.keywords.meaning(disguised).equals(meaning)) {
			return disguised;
		}
		String words = String.join(" ", this.keywords.telling(text));
		return Stream.of(pseudonyms.text(text, words), words)
			.filter((each) -> this.keywords.meaning(each).equals(meaning))
			.findFirst()
			.orElse(disguised);
	}

}
