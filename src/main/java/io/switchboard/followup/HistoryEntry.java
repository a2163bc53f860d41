package io.switchboard.followup;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a follow-up.
 *
 * @param at when
 * @param what {@code tried}, {@code taken}, {@code called}, {@code snoozed}, {@code due},
 * {@code text}, {@code woken}, {@code closed} or {@code reopened}
 * @param who a user's name, or null
 * @param text what was noted or said, or null
 * @param callId the call of a try, or null
 */
public record HistoryEntry(Instant at, String what, @Nullable String who, @Nullable String text,
		@Nullable Long callId) {

	/** What was said is not for logs. */
	@Override
	public String toString() {
		return "HistoryEntry[" + this.what + "]";
	}

}
