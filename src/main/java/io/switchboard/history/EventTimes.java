package io.switchboard.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Finds the event number of a time by bisection, because events are numbered as they come
 * in. An index on the time would cost a write for each event.
 */
@Component
class EventTimes {

	/**
	 * How far times and numbers may be out of order, between nodes and within a commit.
	 */
	private static final Duration DISORDER = Duration.ofMinutes(1);

	private final JdbcTemplate jdbc;

	private final Store store;

	EventTimes(JdbcTemplate jdbc, Store store) {
		this.jdbc = jdbc;
		this.store = store;
	}

	private record Mark(long seq, @Nullable Instant receivedAt) {
	}

	/** A number below all events of this time or later; null for null. */
	@Nullable Long below(@Nullable Instant time) {
		return (time != null) ? first(time.minus(DISORDER)) : null;
	}

	/** A number above all events before this time; null for null. */
	@Nullable Long above(@Nullable Instant time) {
		return (time != null) ? first(time.plus(DISORDER)) : null;
	}

	/** The number of the first event from this time on, or one above all. */
	private long first(Instant time) {
		Long least = this.jdbc.queryForObject("select min(seq) from event", Long.class);
		Long last = this.jdbc.queryForObject("select max(seq) from event", Long.class);
		if (least == null || last == null) {
			return 0;
		}
		long low = least;
		long high = last + 1;
		while (low < high) {
			long middle = low + (high - low) / 2;
			// old events may be gone, and leave gaps
			List<Mark> next = this.jdbc.query("select seq, received_at from event where seq >= ? order by seq limit 1",
					(row, number) -> new Mark(row.getLong("seq"), this.store.time(row, "received_at")), middle);
			Instant receivedAt = next.isEmpty() ? null : next.get(0).receivedAt();
			if (receivedAt == null || !receivedAt.isBefore(time)) {
				high = middle;
			}
			else {
				low = next.get(0).seq() + 1;
			}
		}
		return low;
	}

}
