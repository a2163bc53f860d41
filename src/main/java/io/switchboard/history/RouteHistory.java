package io.switchboard.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Sums up how the latest deliveries of a route went. */
@Component
public class RouteHistory {

	/** How many deliveries of a route are read, the latest first. */
	public static final int DELIVERIES = 500;

	private static final int ATTEMPTS = 2000;

	private static final Duration RECENT = Duration.ofHours(1);

	/** As in the view of all attempts, each looked up by its own key. */
	private static final String LATEST = """
			with latest as (select id, started_at, duration_ms from delivery where route = ? order by id desc limit %d)
			select a.outcome, a.duration_ms, a.started_at, a.error, a.delivery_id, a.number
			from latest join attempt a on a.delivery_id = latest.id
			union all
			select 'delivered', duration_ms, started_at, null, id, 1 from latest where started_at is not null
			order by 5 desc, 6 desc limit %d""".formatted(DELIVERIES, ATTEMPTS);

	private static final String ONE_STATUS = """
			select route, last_error from
			  (select d.route, d.last_error from delivery d where d.status in ('retrying', 'dead', 'discarded') and d.status = '%s'
			   order by d.id desc limit 1000) latest""";

	private static final String FAILURES = "select route, last_error, count(*) as number from (%s union all %s) failed group by route, last_error"
		.formatted(ONE_STATUS.formatted("retrying"), ONE_STATUS.formatted("dead"));

	private final JdbcTemplate jdbc;

	private final Store store;

	private final Clock clock = Clock.systemUTC();

	RouteHistory(JdbcTemplate jdbc, Store store) {
		this.jdbc = jdbc;
		this.store = store;
	}

	/**
	 * How attempts of a route went.
	 *
	 * @param outcomes how many ended each way
	 * @param meanMs how long they took, or null if there was none
	 * @param maxMs the longest, or null if there was none
	 * @param perHour how many were delivered within the last hour, estimated from the
	 * latest if there are more
	 * @param failures what they failed with, the most frequent first
	 */
	public record Attempts(Map<String, Long> outcomes, @Nullable Long meanMs, @Nullable Long maxMs, long perHour,
			List<Failure> failures) {
	}

	/**
	 * An error of several attempts.
	 *
	 * @param error the text
	 * @param number how many
	 * @param latest when the latest of them began; null if that is not stored
	 * @param delivery the delivery of the latest
	 */
	public record Failure(String error, long number, @Nullable Instant latest, long delivery) {
	}

	/**
	 * Retrying and dead deliveries of a route that failed at one step.
	 *
	 * @param route the route's id
	 * @param step the step's id, or empty where the failure names none
	 * @param number how many
	 */
	public record FailedAt(String route, String step, long number) {
	}

	private record Row(String outcome, long durationMs, @Nullable Instant startedAt, @Nullable String error,
			long delivery) {
	}

	/**
	 * Sums up the latest attempts of a route.
	 * @param route the route's id
	 * @return never null
	 */
	public Attempts attempts(String route) {
		List<Row> rows = this.jdbc.query(LATEST, (row, number) -> read(row), route);
		Map<String, Long> outcomes = new LinkedHashMap<>();
		List.of("delivered", "failed", "later").forEach((outcome) -> outcomes.put(outcome, 0L));
		Map<String, Failure> failures = new LinkedHashMap<>();
		long sum = 0;
		long max = 0;
		for (Row row : rows) {
			outcomes.merge(row.outcome(), 1L, Long::sum);
			sum += row.durationMs();
			max = Math.max(max, row.durationMs());
			if (row.outcome().equals("failed")) {
				String error = (row.error() != null) ? row.error() : "without a text";
				failures.merge(error, new Failure(error, 1, row.startedAt(), row.delivery()),
						(one, other) -> new Failure(error, one.number() + 1, one.latest(), one.delivery()));
			}
		}
		List<Failure> sorted = new ArrayList<>(failures.values());
		sorted.sort(Comparator.comparingLong(Failure::number).reversed());
		return new Attempts(outcomes, rows.isEmpty() ? null : sum / rows.size(), rows.isEmpty() ? null : max,
				perHour(rows), sorted);
	}

	private Row read(ResultSet row) throws SQLException {
		return new Row(row.getString("outcome"), row.getLong("duration_ms"), this.store.time(row, "started_at"),
				row.getString("error"), row.getLong("delivery_id"));
	}

	private long perHour(List<Row> rows) {
		Instant now = this.clock.instant();
		Instant from = now.minus(RECENT);
		List<Instant> times = rows.stream()
			.filter((row) -> row.outcome().equals("delivered"))
			.map(Row::startedAt)
			.filter((time) -> time != null && time.isAfter(from))
			.sorted()
			.toList();
		if (times.size() < DELIVERIES) {
			return times.size();
		}
		long span = Math.max(1, Duration.between(times.get(0), now).toMillis());
		return times.size() * RECENT.toMillis() / span;
	}

	/**
	 * The steps at which the latest open and dead deliveries of all routes failed.
	 * @return in no order
	 */
	public List<FailedAt> failures() {
		return this.jdbc.query(FAILURES, (row, number) -> new FailedAt(row.getString("route"),
				step(row.getString("last_error")), row.getLong("number")));
	}

	/** The text of a failure begins with its step. */
	private static String step(@Nullable String error) {
		int end = (error != null) ? error.indexOf(": ") : -1;
		return (error != null && end > 0) ? error.substring(0, end) : "";
	}

}
