package io.switchboard.delivery.table;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.switchboard.inbox.EventTable;
import io.switchboard.store.Store;

import org.springframework.jdbc.core.JdbcTemplate;

/** Counts open deliveries, and says since when they wait. */
public final class DeliveryCounts {

	private static final String OLDEST = """
			select d.route, e.received_at from
			  (select route, min(case when backfill is null and redeliveries = 0 then event_seq end) as event_seq
			   from delivery where status in ('pending', 'retrying') group by route) d %s"""
		.formatted(EventTable.OF_ROW);

	private final Store store;

	private final JdbcTemplate jdbc;

	DeliveryCounts(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
	}

	/**
	 * By route, when the event of the longest waiting delivery came in. Redeliveries and
	 * backfills do not count.
	 */
	public Map<String, Instant> oldest() {
		Map<String, Instant> oldest = new HashMap<>();
		this.jdbc.query(OLDEST, (row) -> {
			Instant receivedAt = this.store.time(row, "received_at");
			if (receivedAt != null) {
				oldest.put(row.getString("route"), receivedAt);
			}
		});
		return oldest;
	}

	/** The number of open deliveries, by route and status. */
	public Map<String, Map<String, Long>> open() {
		Map<String, Map<String, Long>> counts = new HashMap<>();
		this.jdbc.query("""
				select route, status, count(*) as number from delivery
				where status in ('pending', 'retrying') group by route, status
				union all
				select route, status, count(*) as number from delivery
				where status in ('dead', 'discarded') and status = 'dead' group by route, status""", (row) -> {
			counts.computeIfAbsent(row.getString("route"), (route) -> new HashMap<>())
				.put(row.getString("status"), row.getLong("number"));
		});
		return counts;
	}

}
