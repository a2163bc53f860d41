package io.switchboard.followup;

import java.util.Locale;

/** The state of a follow-up. */
public enum FollowUpState {

	/** Nobody has taken it. */
	OPEN,
	/** Somebody has taken it. */
	TAKEN,
	/** Somebody has snoozed it. */
	SNOOZED,
	/** It is over. */
	CLOSED;

	static FollowUpState of(String word) {
		return valueOf(word.toUpperCase(Locale.ROOT));
	}

	/** The word that stands in the table and in the API. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
