package io.switchboard.calls;

import java.util.Locale;

/** What became of a call that is over. */
public enum CallOutcome {

	/** A person took it. */
	ANSWERED,
	/** It waited in a queue, and nobody took it. */
	ABANDONED,
	/** Nobody took it. */
	MISSED,
	/** Nobody took it but a voicemail. */
	VOICEMAIL,
	/** The other end was busy, as the platform says. */
	BUSY,
	/** It could not be put through, as the platform says. */
	FAILED,
	/** Its end never came: the platform says that it is gone, and has no record of it. */
	END_UNKNOWN;

	/**
	 * The word in the table, in events and in the API.
	 * @return for example {@code end-unknown}
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Reads the word.
	 * @param text for example {@code answered}
	 * @return the outcome
	 * @throws IllegalArgumentException if there is none of that name
	 */
	public static CallOutcome of(String text) {
		return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

}
