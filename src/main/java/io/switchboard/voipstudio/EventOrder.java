package io.switchboard.voipstudio;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The place of an event among the events of its call. Deliveries, routes and the list of
 * calls all sort by it.
 * <p>
 * The platform promises no order, so events are sorted by what they say:
 * <ol>
 * <li>{@code event_time}, which is in seconds (documented). For an event without a
 * believable time, the time when it came in counts.
 * <li>Within a second, the time in the event's id. It is inferred to be PHP's uniqid:
 * eight hex digits of seconds, five of microseconds. An id without a time comes first. An
 * event made from a record comes after the others, and {@code call.settled} last.
 * <li>Then the event's name: a phone rings before somebody answers it.
 * <li>Then the id itself, so that the order is the same everywhere.
 * </ol>
 *
 * @param at when it happened, or when it came in
 * @param idTime 13 hex digits from the id; zeros where it has none
 * @param rank the place of its name, see {@link EventNames#rank}
 * @param id VoIPstudio's event id
 */
public record EventOrder(Instant at, String idTime, int rank, String id) implements Comparable<EventOrder> {

	/** The platform's clock may be ahead of ours by this much. */
	private static final Duration AHEAD = Duration.ofDays(1);

	private static final Instant OLDEST = Instant.parse("2000-01-01T00:00:00Z");

	private static final Pattern ID_TIME = Pattern.compile("[^.]*\\.([0-9a-f]{13})[0-9a-f]*(\\..*)?");

	private static final String NO_ID_TIME = "0000000000000";

	/**
	 * The id of an event that was made from a record begins so. It tells of an end, so
	 * nothing of the same second comes after it.
	 */
	public static final String RECORD = "reconciled.";

	private static final String OF_RECORD = "eeeeeeeeeeeee";

	/** An event that sums a call up stands after all other events of the same second. */
	private static final String LAST = "fffffffffffff";

	private static final Comparator<EventOrder> ORDER = Comparator
		.comparingLong((EventOrder order) -> order.at.getEpochSecond())
		.thenComparing(EventOrder::idTime)
		.thenComparingInt(EventOrder::rank)
		.thenComparing(EventOrder::id);

	/**
	 * Reads an event's place.
	 * @param id VoIPstudio's event id
	 * @param eventName its {@code event_name}, or null
	 * @param eventTime its {@code event_time} as it was sent, or null
	 * @param receivedAt when it came in
	 * @return its place
	 */
	public static EventOrder of(String id, @Nullable String eventName, @Nullable String eventTime, Instant receivedAt) {
		Instant time = PlatformTime.parse(eventTime);
		boolean believed = time != null && time.isAfter(OLDEST) && time.isBefore(receivedAt.plus(AHEAD));
		return new EventOrder(believed ? time : receivedAt, timeIn(id, eventName), EventNames.rank(eventName), id);
	}

	private static String timeIn(String id, @Nullable String eventName) {
		if (EventNames.SETTLED.equals(eventName)) {
			return LAST;
		}
		if (id.startsWith(RECORD)) {
			return OF_RECORD;
		}
		Matcher inId = ID_TIME.matcher(id);
		return inId.matches() ? inId.group(1) : NO_ID_TIME;
	}

	/**
	 * The place as text, which sorts as the events happened. Two events may share one.
	 * @return for example {@code 2026-04-28 08:46:13 608920d55f7ac 3}
	 */
	public String text() {
		return PlatformTime.format(this.at) + " " + this.idTime + " " + this.rank;
	}

	/**
	 * The time of the event to the microsecond, if the id names the same second.
	 * @return the time, or null where only the second is known
	 */
	public @Nullable Instant exactly() {
		if (Long.parseLong(this.idTime.substring(0, 8), 16) != this.at.getEpochSecond()) {
			return null;
		}
		long micros = Long.parseLong(this.idTime.substring(8), 16);
		return (micros < 1_000_000) ? this.at.truncatedTo(ChronoUnit.SECONDS).plusNanos(micros * 1000) : null;
	}

	@Override
	public int compareTo(EventOrder other) {
		return ORDER.compare(this, other);
	}

}
