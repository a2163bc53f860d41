package io.switchboard.followup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Counts how many callers were called back, and how soon. */
@Component
public class FollowUpFigures {

	private static final long SOON_SECONDS = 1800;

	private static final String OF_DAY = """
			select team, count(*) as opened, count(case when closed_by = 'call' then 1 end) as reached,
			  count(case when closed_by = 'call' and reached_seconds <= %d then 1 end) as soon,
			  count(case when closed_by = 'call' and closed_at < ? then 1 end) as same_day
			from follow_up where waiting_since >= ? and waiting_since < ? and tries > 0 group by team"""
		.formatted(SOON_SECONDS);

	private static final String WITHHELD = """
			select team, count(*) as withheld from follow_up_call
			where kind = 'withheld' and at >= ? and at < ? group by team""";

	private final Store store;

	private final JdbcTemplate jdbc;

	private final ZoneId zone;

	FollowUpFigures(Store store, JdbcTemplate jdbc, FollowUpQueries queries, MeterRegistry meters,
			@Value("${display.time-zone}") ZoneId zone) {
		this.store = store;
		this.jdbc = jdbc;
		this.zone = zone;
		Gauge.builder("switchboard.followups.waiting", queries, (each) -> waiting(each, false))
			.description("Callers who wait to be called back")
			.register(meters);
		Gauge.builder("switchboard.followups.overdue", queries, (each) -> waiting(each, true))
			.description("Callers who should have been called back by now")
			.register(meters);
		share(meters, "30m", Day::withinHalfAnHour);
		share(meters, "day", Day::sameDay);
	}

	/** From 0 to 1; not a number if nobody was missed. */
	private void share(MeterRegistry meters, String within, ToLongFunction<Day> reached) {
		Gauge.builder("switchboard.followups.called.back.ratio", this, (figures) -> {
			try {
				Day today = figures.today();
				return (today.opened() > 0) ? (double) reached.applyAsLong(today) / today.opened() : Double.NaN;
			}
			catch (DataAccessException ex) {
				return Double.NaN;
			}
		})
			.description("The share of today's missed callers who were called back in time")
			.tag("within", within)
			.register(meters);
	}

	private static double waiting(FollowUpQueries queries, boolean overdue) {
		try {
			FollowUpQueries.Counts counts = queries.counts();
			return overdue ? counts.overdue() : counts.waiting();
		}
		catch (DataAccessException ex) {
			return Double.NaN;
		}
	}

	/**
	 * The figures of one day.
	 *
	 * @param day in the time zone that people see
	 * @param team who is to call
	 * @param opened how many began to wait then
	 * @param reached how many of them were called back, or called again and were answered
	 * @param withinHalfAnHour how many of them within 30 minutes
	 * @param sameDay how many of them on the same day
	 * @param withheld how many missed calls came from withheld numbers, which nobody can
	 * call
	 */
	public record Day(LocalDate day, String team, long opened, long reached, long withinHalfAnHour, long sameDay,
			long withheld) {

		/**
		 * The percentage that was called back within 30 minutes; null if nobody waited.
		 */
		public @Nullable Long shareWithinHalfAnHour() {
			return (this.opened > 0) ? Long.valueOf(Math.round(100.0 * this.withinHalfAnHour / this.opened)) : null;
		}

		/** The percentage that was called back on the same day; null if nobody waited. */
		public @Nullable Long shareSameDay() {
			return (this.opened > 0) ? Long.valueOf(Math.round(100.0 * this.sameDay / this.opened)) : null;
		}

		private Day plus(Day other) {
			return new Day(this.day, this.team, this.opened + other.opened, this.reached + other.reached,
					this.withinHalfAnHour + other.withinHalfAnHour, this.sameDay + other.sameDay,
					this.withheld + other.withheld);
		}

	}

	/**
	 * The figures of the last days, team by team.
	 * @param days how many, from 1; today is the first
	 * @return the newest day first
	 */
	public List<Day> last(int days) {
		LocalDate today = LocalDate.ofInstant(this.store.clock().instant(), this.zone);
		List<Day> all = new ArrayList<>();
		for (int i = 0; i < days; i++) {
			all.addAll(of(today.minusDays(i)).values());
		}
		return all;
	}

	/**
	 * Today, all teams together.
	 * @return zeros if nobody called
	 */
	public Day today() {
		LocalDate today = LocalDate.ofInstant(this.store.clock().instant(), this.zone);
		return of(today).values().stream().reduce(new Day(today, "", 0, 0, 0, 0, 0), Day::plus);
	}

	private Map<String, Day> of(LocalDate day) {
		Object from = this.store.time(day.atStartOfDay(this.zone).toInstant());
		Instant end = day.plusDays(1).atStartOfDay(this.zone).toInstant();
		Object to = this.store.time(end);
		Map<String, Day> teams = new TreeMap<>();
		this.jdbc.query(OF_DAY, (row) -> {
			teams.put(row.getString("team"), new Day(day, row.getString("team"), row.getLong("opened"),
					row.getLong("reached"), row.getLong("soon"), row.getLong("same_day"), 0));
		}, to, from, to);
		this.jdbc.query(WITHHELD, (row) -> {
			teams.merge(row.getString("team"), new Day(day, row.getString("team"), 0, 0, 0, 0, row.getLong("withheld")),
					Day::plus);
		}, from, to);
		return teams;
	}

}
