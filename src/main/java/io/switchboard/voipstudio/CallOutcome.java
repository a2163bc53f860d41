package io.switchboard.voipstudio;

import io.switchboard.text.EnumWord;

/** What became of a call that is over. */
public enum CallOutcome {

	/** A person took it. */
	ANSWERED("a person took it"),
	/** It waited in a queue, and nobody took it. */
	ABANDONED("it waited in a queue, and nobody took it"),
	/** Nobody took it. */
	MISSED("nobody took it"),
	/** Only a voicemail took it. */
	VOICEMAIL("nobody took it but the voicemail"),
	/** The other end was busy, as the platform says. */
	BUSY("the line was busy"),
	/** It could not be put through, as the platform says. */
	FAILED("it could not be put through"),
	/**
	 * Its end never came. The platform says that the call is gone, and has no record of
	 * it.
	 */
	END_UNKNOWN("its end never came");

	private final String sentence;

	CallOutcome(String sentence) {
		this.sentence = sentence;
	}

	/**
	 * What became of the call, as an operator would say it.
	 * @return for example {@code nobody took it}
	 */
	public String sentence() {
		return this.sentence;
	}

	/**
	 * The word for people.
	 * @return for example {@code end unknown}
	 */
	public String word() {
		return toString().replace('-', ' ');
	}

	/**
	 * The word in the table, in events and in the API.
	 * @return for example {@code end-unknown}
	 */
	@Override
	public String toString() {
		return EnumWord.of(this);
	}

	/**
	 * Reads the word.
	 * @param text for example {@code answered}
	 * @return the outcome
	 * @throws IllegalArgumentException if there is none of that name
	 */
	public static CallOutcome of(String text) {
		return EnumWord.constant(CallOutcome.class, text);
	}

}
