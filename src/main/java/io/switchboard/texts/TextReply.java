package io.switchboard.texts;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The result of a text with a keyword.
 *
 * @param number who wrote it, in any form
 * @param keyword its name
 * @param eventId the event's id
 * @param sent whether VoIPstudio took the answer
 * @param whyNot why it was not answered, or null
 * @param at when that was decided
 */
public record TextReply(String number, String keyword, String eventId, boolean sent, @Nullable String whyNot,
		Instant at) {

	/** The number is not for logs. */
	@Override
	public String toString() {
		return "TextReply";
	}

}
