package io.switchboard.inbox;

import io.switchboard.text.EnumWord;

/** What became of an event at the door. */
public enum EventStatus {

	/** Kept, and passed to the switchboard. */
	ACCEPTED,
	/** Kept beside the event that it repeats; not routed. */
	DUPLICATE,
	/** Kept, but not an event: not JSON, not an object, or without an id. Not routed. */
	QUARANTINED;

	/**
	 * The word in the table, the reply and the API.
	 * @return for example {@code accepted}
	 */
	@Override
	public String toString() {
		return EnumWord.of(this);
	}

	/**
	 * Reads the table's word.
	 * @param text for example {@code accepted}
	 * @return the status
	 * @throws IllegalArgumentException if there is none of that name
	 */
	public static EventStatus of(String text) {
		return EnumWord.constant(EventStatus.class, text);
	}

}
