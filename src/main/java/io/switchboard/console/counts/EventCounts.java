package io.switchboard.console.counts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.voipstudio.EventNames;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads the table {@code event_count}. */
@Component
public class EventCounts {

	private static final String SUMS = """
			select minute / %%1$d as step, sum(number) as events,
			  sum(case when event_name = '%s' then number else 0 end) as missed
			from event_count where minute >= ? group by minute / %%1$d""".formatted(EventNames.MISSED);

	private final JdbcTemplate jdbc;

	private final Clock clock = Clock.systemUTC();

	EventCounts(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	/** The ranges of time, with the length of their steps. */
	public enum Range {

		/** The last hour, by the minute. */
		HOUR(1, 60),
		/** The last day, by the quarter of an hour. */
		DAY(15, 96),
		/** The last week, by the hour. */
		WEEK(60, 168);

		private final int minutes;

		private final int steps;

		Range(int minutes, int steps) {
			this.minutes = minutes;
			this.steps = steps;
		}

		/**
		 * How long one step is.
		 * @return a whole number of minutes
		 */
		public Duration step() {
			return Duration.ofMinutes(this.minutes);
		}

	}

	/**
	 * The events of one step.
	 *
	 * @param start when the step begins
	 * @param events how many events came in
	 * @param missed how many of them were {@code call.missed}
	 */
	public record Point(Instant start, long events, long missed) {
	}

	/**
	 * Counts events by steps, some seconds late.
	 * @param range how far back
	 * @return every step up to now, even those without events; the last one is not over
	 * yet
	 */
	public List<Point> points(Range range) {
		long last = this.clock.instant().getEpochSecond() / 60 / range.minutes;
		long first = last - range.steps + 1;
		Map<Long, Point> found = new HashMap<>();
		this.jdbc.query(SUMS.formatted(range.minutes), (row) -> {
			long step = row.getLong("step");
			found.put(step, new Point(start(step, range), row.getLong("events"), row.getLong("missed")));
		}, first * range.minutes);
		List<Point> points = new ArrayList<>();
		for (long step = first; step <= last; step++) {
			points.add(found.getOrDefault(step, new Point(start(step, range), 0, 0)));
		}
		return points;
	}

	private static Instant start(long step, Range range) {
		return Instant.ofEpochSecond(step * range.minutes * 60);
	}

	/**
	 * The events with one name.
	 *
	 * @param number how many events
	 * @param last the minute in which the last one came
	 */
	public record Seen(long number, Instant last) {
	}

	/**
	 * Counts events by name since a time, some seconds late.
	 * @param since not longer ago than counts are kept
	 * @return by the event's name, without names that did not come in
	 */
	public Map<String, Seen> seen(Instant since) {
		Map<String, Seen> seen = new HashMap<>();
		this.jdbc.query(
				"select event_name, sum(number) as events, max(minute) as last from event_count where minute >= ? group by event_name",
				(row) -> {
					seen.put(row.getString("event_name"),
							new Seen(row.getLong("events"), Instant.ofEpochSecond(row.getLong("last") * 60)));
				}, since.getEpochSecond() / 60);
		return seen;
	}

}
