package io.switchboard.calls;

import io.switchboard.text.EnumWord;

/** The state of a call. */
public enum CallState {

	/** It rings, and nobody has answered yet. */
	RINGING,
	/** It waits in a queue. */
	WAITING,
	/** Somebody talks. */
	CONNECTED,
	/** Somebody answered, and it is on hold. */
	ON_HOLD,
	/** It is over. */
	ENDED,
	/**
	 * Its events do not say, or no event came for too long to believe that it is live.
	 */
	UNKNOWN;

	/**
	 * Whether the call is live.
	 * @return false if it ended or its state is unknown
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
		return EnumWord.of(this);
	}

	static CallState of(String text) {
		return EnumWord.constant(CallState.class, text);
	}

}
