package io.switchboard.texts;

import io.switchboard.text.EnumWord;

/** What a keyword does when a text has it. */
public enum KeywordDoes {

	/** It is answered, and no more. */
	ANSWER,
	/** The number gets no texts from now on. */
	STOP,
	/** It gets them again. */
	START;

	/** The variable in which a route finds this; empty where a text has no keyword. */
	public static final String VARIABLE = "keyword_does";

	/** As the files of keywords and the variable have it. */
	@Override
	public String toString() {
		return EnumWord.of(this);
	}

}
