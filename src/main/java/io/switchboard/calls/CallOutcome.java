package io.switchboard.calls;

import java.util.Locale;

/** What became of a call that is over. */
public enum CallOutcome {

	/** Somebody took it. */
	ANSWERED,
	/** It waited in a queue, and nobody took it. */
	ABANDONED,
	/** Nobody took it. */
	MISSED,
	/** The other end was busy, as the platform says. */
	BUSY,
	/** It could not be put through, as the platform says. */
	FAILED;

	/**
	 * The word in the table and the API.
	 * @return for example {@code answered}
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Reads the table's word.
	 * @param text for example {@code answered}
	 * @return the outcome
	 * @throws IllegalArgumentException if there is none of that name
	 */
	public static CallOutcome of(String text) {
		return valueOf(text.toUpperCase(Locale.ROOT));
	}

}
