package io.switchboard.followup;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An entry in the history of a follow-up.
 *
 * @param at when it happened
 * @param what {@code tried}, {@code taken}, {@code called}, {@code snoozed}, {@code due},
 * {@code text}, {@code woken}, {@code closed} or {@code reopened}
 * @param who a user's name, or null
 * @param text a note or a text message, or null
 * @param callId the call of a try, or null
 */
public record HistoryEntry(Instant at, String what, @Nullable String who, @Nullable String text,
		@Nullable Long callId) {

	/** It has personal data, so it is not for logs. */
	@Override
	public String toString() {
		return "HistoryEntry[" + this.what + "]";
	}

}
