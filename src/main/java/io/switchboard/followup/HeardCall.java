package io.switchboard.followup;

import java.time.Instant;

import io.switchboard.text.EnumWord;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of a settled call for follow-ups.
 *
 * @param rootCallId the call
 * @param settledNumber 0 for the first event of the call, from 1 for corrections
 * @param kind what it means
 * @param number the number outside, as E.164; null if it is withheld or missing
 * @param team the team that calls back
 * @param at when the caller gave up, or when somebody answered
 * @param dueAt by when somebody should call back; for an answered call, when the talk
 * ended
 * @param followUpId the follow-up that it is a try of, or null
 * @param direction {@code in}, {@code out} or null
 * @param name what the caller is called, foreign text, or null
 * @param answeredBy who took it, or who of ours called, foreign text, or null
 * @param dst what was called, or null
 * @param dstName its name, or null
 * @param context VoIPstudio's word, or null
 * @param queue the first queue, or null
 */
record HeardCall(long rootCallId, int settledNumber, Kind kind, @Nullable String number, String team, Instant at,
		Instant dueAt, @Nullable Long followUpId, @Nullable String direction, @Nullable String name,
		@Nullable String answeredBy, @Nullable String dst, @Nullable String dstName, @Nullable String context,
		@Nullable String queue) {

	/** The kinds of meaning. */
	enum Kind {

		/** Nobody took it. Somebody should call back. */
		MISSED,
		/** The number was reached, in either direction. */
		ANSWERED,
		/** Nobody took it, and there is no number to call. */
		WITHHELD,
		/** It means nothing for follow-ups. */
		OTHER;

		String word() {
			return EnumWord.of(this);
		}

		static Kind of(String word) {
			return EnumWord.constant(Kind.class, word);
		}

	}

	/** It has personal data, so it is not for logs. */
	@Override
	public String toString() {
		return "HeardCall[" + this.rootCallId + ", " + this.kind + "]";
	}

}
