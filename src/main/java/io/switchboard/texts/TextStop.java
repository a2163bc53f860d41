package io.switchboard.texts;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A number that gets no text messages.
 *
 * @param number as E.164, or the digits of one that has no country
 * @param since since when
 * @param eventId the event of the text that said so, or null if a person here did
 * @param who who said so here, or null
 * @param reason why they said so, or null
 * @param withheld how many texts were not sent since then
 * @param withheldAt when the last of these was to be sent, or null
 */
public record TextStop(String number, Instant since, @Nullable String eventId, @Nullable String who,
		@Nullable String reason, long withheld, @Nullable Instant withheldAt) {

	/**
	 * Where a page of a list ends that ends with this one.
	 * @return what {@link TextStops#find} goes on from
	 */
	public String cursor() {
		return this.since.toEpochMilli() + "." + this.number;
	}

	/** The number is not for logs. */
	@Override
	public String toString() {
		return "TextStop";
	}

}
