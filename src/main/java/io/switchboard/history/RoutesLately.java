package io.switchboard.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Sums up the latest deliveries of all routes. The store is read when somebody looks, and
 * every ten seconds at most.
 */
@Component
public class RoutesLately {

	/** How many deliveries are read, the latest first. */
	public static final int DELIVERIES = 5000;

	private static final long FRESH_NANOS = 10_000_000_000L;

	private static final String LATEST = "select route, status, attempts - waits as attempts, started_at, updated_at, duration_ms from delivery order by id desc limit "
			+ DELIVERIES;

	/**
	 * Of a route that has none among the latest. A delivery that needed several attempts
	 * has no {@code started_at}.
	 */
	private static final String LAST_SUCCESS = """
			select coalesce(started_at, updated_at) as at
			from (select status, started_at, updated_at from delivery where route = ? order by id desc limit 200) own
			where status = 'delivered' order by 1 desc limit 1""";

	private static final int PERCENT = 100;

	private static final int MOST_OF_THEM = 95;

	private final JdbcTemplate jdbc;

	private final Store store;

	private Map<String, Lately> latest = Map.of();

	private long readAt = System.nanoTime() - FRESH_NANOS;

	RoutesLately(JdbcTemplate jdbc, Store store) {
		this.jdbc = jdbc;
		this.store = store;
	}

	/**
	 * The latest deliveries of one route.
	 *
	 * @param delivered how many were delivered
	 * @param failing how many of a hundred failed at least once, from 0 to 100; null
	 * where none was tried
	 * @param p95Ms the 95th percentile of the times of those that were delivered at once,
	 * in milliseconds; null if there was none
	 * @param lastSuccess when one was delivered last, or null if that is not known
	 */
	public record Lately(long delivered, @Nullable Long failing, @Nullable Long p95Ms, @Nullable Instant lastSuccess) {

		/** The summary of a route without attempts. */
		public static final Lately NOTHING = new Lately(0, null, null, null);

	}

	private static final class Sum {

		private final List<Long> durations = new ArrayList<>();

		private long delivered;

		private long tried;

		private long failed;

		private @Nullable Instant last;

	}

	/**
	 * The summaries of some routes.
	 * @param routes their ids
	 * @return one for each
	 */
	public synchronized Map<String, Lately> of(List<String> routes) {
		if (System.nanoTime() - this.readAt >= FRESH_NANOS || !this.latest.keySet().containsAll(routes)) {
			this.latest = read(routes);
			this.readAt = System.nanoTime();
		}
		return this.latest;
	}

	private Map<String, Lately> read(List<String> routes) {
		Map<String, Sum> sums = new HashMap<>();
		this.jdbc.query(LATEST, (row) -> {
			Sum sum = sums.computeIfAbsent(row.getString("route"), (route) -> new Sum());
			String status = row.getString("status");
			boolean delivered = status.equals("delivered");
			long attempts = row.getLong("attempts");
			sum.tried += (attempts > 0) ? 1 : 0;
			sum.failed += (attempts > 1 || (attempts > 0 && !delivered)) ? 1 : 0;
			if (delivered) {
				Instant startedAt = this.store.time(row, "started_at");
				sum.delivered++;
				if (startedAt != null) {
					sum.durations.add(row.getLong("duration_ms"));
				}
				Instant at = (startedAt != null) ? startedAt : this.store.time(row, "updated_at");
				sum.last = (sum.last == null || (at != null && at.isAfter(sum.last))) ? at : sum.last;
			}
		});
		Map<String, Lately> lately = new HashMap<>();
		for (String route : routes) {
			Sum sum = sums.getOrDefault(route, new Sum());
			lately.put(route,
					new Lately(sum.delivered,
							(sum.tried > 0) ? Math.round(sum.failed * (double) PERCENT / sum.tried) : null,
							p95(sum.durations), (sum.last != null) ? sum.last : lastSuccess(route)));
		}
		return lately;
	}

	private static @Nullable Long p95(List<Long> durations) {
		List<Long> sorted = durations.stream().sorted().toList();
		return sorted.isEmpty() ? null : sorted.get((sorted.size() * MOST_OF_THEM - 1) / PERCENT);
	}

	private @Nullable Instant lastSuccess(String route) {
		return this.jdbc.query(LAST_SUCCESS, (row, number) -> this.store.time(row, "at"), route)
			.stream()
			.findFirst()
			.orElse(null);
	}

}
