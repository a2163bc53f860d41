package io.switchboard.console.counts;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.history.Arrivals;
import io.switchboard.store.Store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The table {@code event_count}, with the position up to which events are counted. Both
 * change in one transaction, which fails if another node counted meanwhile. So each event
 * counts once.
 */
@Component
class EventCountTable {

	private static final String MOVE = "update event_count_position set seq = ? where seq = ?";

	private static final String ADD = """
			insert into event_count (minute, event_name, context_kind, number) values (?, ?, ?, ?)
			on conflict (minute, event_name, context_kind) do update set number = event_count.number + excluded.number""";

	private static final String FORGET = "delete from event_count where minute < ?";

	private final Store store;

	private final JdbcTemplate jdbc;

	private final Arrivals arrivals;

	EventCountTable(Store store, JdbcTemplate jdbc, Arrivals arrivals) {
		this.store = store;
		this.jdbc = jdbc;
		this.arrivals = arrivals;
	}

	/** Events of one kind within one minute. */
	private record Kind(long minute, String name, String contextKind) {

		static Kind of(Arrivals.Kind row, Instant receivedAt) {
			return new Kind(receivedAt.getEpochSecond() / 60, (row.name() != null) ? row.name() : "",
					row.contextKind());
		}

	}

	/**
	 * Counts some more events.
	 * @param before only events that came in before this time, because another node may
	 * still commit lower numbers
	 * @param most how many at most
	 * @return how many were counted, which is 0 too if another node was quicker
	 */
	int count(Instant before, int most) throws SQLException {
		Long from = this.jdbc.queryForObject("select seq from event_count_position", Long.class);
		long position = (from != null) ? from : 0;
		List<Arrivals.Kind> rows = this.arrivals.after(position, most);
		Map<Kind, Integer> counts = new LinkedHashMap<>();
		long last = position;
		int counted = 0;
		for (Arrivals.Kind row : rows) {
			Instant receivedAt = row.receivedAt();
			if (receivedAt == null || !receivedAt.isBefore(before)) {
				break;
			}
			counts.merge(Kind.of(row, receivedAt), 1, Integer::sum);
			last = row.seq();
			counted++;
		}
		long to = last;
		return (counted > 0 && this.store.write((connection) -> add(connection, counts, position, to))) ? counted : 0;
	}

	private static boolean add(Connection connection, Map<Kind, Integer> counts, long from, long to)
			throws SQLException {
		try (PreparedStatement move = connection.prepareStatement(MOVE);
				PreparedStatement add = connection.prepareStatement(ADD)) {
			move.setLong(1, to);
			move.setLong(2, from);
			if (move.executeUpdate() != 1) {
				return false;
			}
			for (Map.Entry<Kind, Integer> each : counts.entrySet()) {
				add.setLong(1, each.getKey().minute());
				add.setString(2, each.getKey().name());
				add.setString(3, each.getKey().contextKind());
				add.setLong(4, each.getValue());
				add.addBatch();
			}
			add.executeBatch();
			return true;
		}
	}

	/** Deletes the counts of events that came in before a time. */
	void forget(Instant before) throws SQLException {
		this.store.write((connection) -> {
			try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
				forget.setLong(1, before.getEpochSecond() / 60);
				return forget.executeUpdate();
			}
		});
	}

}
