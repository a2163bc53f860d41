package io.switchboard.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The oldest events, and how they go: with their deliveries and attempts, in one
 * transaction, or not at all.
 */
@Component
class OldEvents {

	/** Any number that no other part of the database takes for a lock. */
	static final long ONE_NODE_AT_A_TIME = 0x5377_6974_6368L;

	private static final String WALK = """
			select e.seq, e.received_at,
			       case when exists (select 1 from delivery d where d.event_seq = e.seq)
			            then not exists (select 1 from delivery d
			                             where d.event_seq = e.seq and d.status not in ('delivered', 'discarded'))
			            else e.status <> 'accepted' end as done
			from event e where e.seq > ? order by e.seq limit ?""";

	private static final String LOCK_DELIVERIES = """
			select id, event_seq from delivery where event_seq = any(?) for update skip locked""";

	/**
	 * Of an event that has a delivery under way, or one that another holds, none goes.
	 */
	private static final String DELETE_DELIVERIES = """
			delete from delivery where %s and status in ('delivered', 'discarded')
			and not exists (select 1 from delivery other where other.event_seq = delivery.event_seq
			                and (other.status not in ('delivered', 'discarded') %s))
			returning id, event_seq""";

	private static final String DELETE_ATTEMPTS = "delete from attempt where %s";

	private static final String DELETE_ROUTED = """
			delete from event where %s and not exists (select 1 from delivery d where d.event_seq = event.seq)""";

	private static final String DELETE_NOT_ROUTED = DELETE_ROUTED + " and status <> 'accepted'";

	private final Store store;

	private final JdbcTemplate jdbc;

	OldEvents(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
	}

	/**
	 * An event as the walk sees it.
	 *
	 * @param done whether it may go: it has deliveries and all of them are done, or it is
	 * one that is not routed
	 */
	record Row(long seq, Instant receivedAt, boolean done) {
	}

	/** How much is gone. */
	record Deleted(long events, long deliveries, long attempts) {

		static final Deleted NOTHING = new Deleted(0, 0, 0);

		Deleted plus(Deleted more) {
			return new Deleted(this.events + more.events, this.deliveries + more.deliveries,
					this.attempts + more.attempts);
		}

	}

	/** The next events after this seq, in ascending order of seq. */
	List<Row> after(long seq, int limit) {
		return this.jdbc.query(WALK,
				(row, number) -> new Row(row.getLong("seq"),
						Objects.requireNonNull(this.store.time(row, "received_at")), row.getBoolean("done")),
				seq, limit);
	}

	/**
	 * The newest event that is beyond the count.
	 * @return its seq, or 0 where there are no more events than that
	 */
	long beyond(long maxEvents) {
		// no more numbers than that, no more events
		Long span = this.jdbc.queryForObject("select (select max(seq) from event) - (select min(seq) from event) + 1",
				Long.class);
		if (span == null || span <= maxEvents) {
			return 0;
		}
		Long count = this.jdbc.queryForObject("select count(*) from event", Long.class);
		if (count == null || count <= maxEvents) {
			return 0;
		}
		return this.jdbc
			.queryForList("select seq from event order by seq limit 1 offset ?", Long.class, count - maxEvents - 1)
			.stream()
			.findFirst()
			.orElse(0L);
	}

	/**
	 * Deletes those of some events that are still done.
	 * @param connection the transaction
	 * @param seqs events of which {@link Row#done} was said
	 * @return how much is gone, or null where another node is at it
	 */
	@Nullable Deleted delete(Connection connection, List<Long> seqs) throws SQLException {
		Map<Long, Long> deliveries;
		if (this.store.isPostgresql()) {
			if (!isAlone(connection)) {
				return null;
			}
			// what is being redelivered is held by that, and skipped: nobody waits for us
			List<Long> locked = List.copyOf(query(connection, LOCK_DELIVERIES, seqs).keySet());
			deliveries = query(connection, DELETE_DELIVERIES.formatted("id = any(?)", "or not other.id = any(?)"),
					locked, locked);
		}
		else {
			deliveries = query(connection, DELETE_DELIVERIES.formatted(this.store.isIn("event_seq"), ""), seqs);
		}
		long attempts = update(connection, DELETE_ATTEMPTS.formatted(this.store.isIn("delivery_id")),
				deliveries.keySet());
		long events = update(connection, DELETE_ROUTED.formatted(this.store.isIn("seq")),
				Set.copyOf(deliveries.values()))
				+ update(connection, DELETE_NOT_ROUTED.formatted(this.store.isIn("seq")), seqs);
		return new Deleted(events, deliveries.size(), attempts);
	}

	private static boolean isAlone(Connection connection) throws SQLException {
		try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
			lock.setLong(1, ONE_NODE_AT_A_TIME);
			try (ResultSet row = lock.executeQuery()) {
				return row.next() && row.getBoolean(1);
			}
		}
	}

	/** Deliveries and the events that they belong to. */
	@SafeVarargs
	private Map<Long, Long> query(Connection connection, String sql, List<Long>... ids) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < ids.length; i++) {
				statement.setObject(i + 1, this.store.numbers(ids[i]));
			}
			Map<Long, Long> deliveries = new HashMap<>();
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					deliveries.put(rows.getLong("id"), rows.getLong("event_seq"));
				}
			}
			return deliveries;
		}
	}

	private long update(Connection connection, String sql, Collection<Long> ids) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setObject(1, this.store.numbers(ids));
			return statement.executeUpdate();
		}
	}

}
