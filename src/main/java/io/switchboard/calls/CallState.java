package io.switchboard.calls;

import java.util.Locale;

/** Where a call stands. */
public enum CallState {

	/** It rings, and nobody answered yet. */
	RINGING,
	/** It waits in a queue. */
	WAITING,
	/** Somebody talks. */
	CONNECTED,
	/** Somebody answered, and it is on hold. */
	ON_HOLD,
	/** It is over. */
	ENDED,
	/** Its events do not say, or it has been quiet for too long to be believed live. */
	UNKNOWN;

	/**
	 * Whether the call goes on.
	 * @return false for what ended or is unknown
	 */
	public boolean isLive() {
		return this != ENDED && this != UNKNOWN;
	}

	/**
	 * The word in the table and the API.
	 * @return for example {@code on-hold}
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	static CallState of(String text) {
		return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
	}

}
