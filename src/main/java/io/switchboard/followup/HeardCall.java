package io.switchboard.followup;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What a settled call means to those who call back.
 *
 * @param rootCallId the call
 * @param settledNumber 0 for the first event of the call, from 1 for corrections
 * @param kind what it means
 * @param number the number outside, as E.164; null where it is withheld or none
 * @param team who is to call back
 * @param at when the caller gave up, or when somebody answered
 * @param dueAt until when somebody should have called back; of an answered call, when the
 * talk ended
 * @param followUpId the follow-up that it is a try of, or null
 * @param direction {@code in}, {@code out} or null
 * @param name what the caller is called, foreign text, or null
 * @param answeredBy who took it, foreign text, or null
 * @param dst what was called, or null
 * @param dstName its name, or null
 * @param context VoIPstudio's word, or null
 * @param queue the first queue, or null
 */
record HeardCall(long rootCallId, int settledNumber, Kind kind, @Nullable String number, String team, Instant at,
		Instant dueAt, @Nullable Long followUpId, @Nullable String direction, @Nullable String name,
		@Nullable String answeredBy, @Nullable String dst, @Nullable String dstName, @Nullable String context,
		@Nullable String queue) {

	/** What a call means. */
	enum Kind {

		/** Nobody took it: somebody is to call back. */
		MISSED,
		/** The number was reached, in either direction. */
		ANSWERED,
		/** Nobody took it, and there is no number to call. */
		WITHHELD,
		/** Nothing. */
		OTHER;

		String word() {
			return name().toLowerCase(Locale.ROOT);
		}

		static Kind of(String word) {
			return valueOf(word.toUpperCase(Locale.ROOT));
		}

	}

	/** Its numbers and names are not for logs. */
	@Override
	public String toString() {
		return "HeardCall[" + this.rootCallId + ", " + this.kind + "]";
	}

}
