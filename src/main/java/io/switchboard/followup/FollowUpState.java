package io.switchboard.followup;

import io.switchboard.text.EnumWord;

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
		return EnumWord.constant(FollowUpState.class, word);
	}

	/** The word that stands in the table and in the API. */
	@Override
	public String toString() {
		return EnumWord.of(this);
	}

}
