package io.switchboard.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.switchboard.store.Store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Finds the oldest events and deletes them. An event is deleted in one transaction with
 * all rows that other rooms keep for it, or not at all.
 */
@Component
class OldEvents {

	private static final String NEXT = "select seq, received_at, status from event where seq > ? order by seq limit ?";

	private final Store store;

	private final JdbcTemplate jdbc;

	private final EventDependents dependents;

	OldEvents(Store store, JdbcTemplate jdbc, EventDependents dependents) {
		this.store = store;
		this.jdbc = jdbc;
		this.dependents = dependents;
	}

	/**
	 * An event as the walk sees it.
	 *
	 * @param done whether it may be deleted: all rows that are kept for it are done, or
	 * it has none because it is not routed
	 */
	record Row(long seq, Instant receivedAt, boolean done) {
	}

	/** How much was deleted. */
	record Deleted(long events, long deliveries, long attempts) {

		static final Deleted NOTHING = new Deleted(0, 0, 0);

		Deleted plus(Deleted more) {
			return new Deleted(this.events + more.events, this.deliveries + more.deliveries,
					this.attempts + more.attempts);
		}

	}

	/** The next events after this seq, in ascending order of seq. */
	List<Row> after(long seq, int limit) {
		List<Row> rows = this.jdbc.query(NEXT,
				(row, number) -> new Row(row.getLong("seq"),
						Objects.requireNonNull(this.store.time(row, "received_at")),
						EventStatus.of(row.getString("status")) != EventStatus.ACCEPTED),
				seq, limit);
		Map<Long, Boolean> done = this.dependents.done(rows.stream().map(Row::seq).toList());
		return rows.stream()
			.map((row) -> new Row(row.seq, row.receivedAt, done.getOrDefault(row.seq, row.done)))
			.toList();
	}

	/**
	 * The newest event that is not among the {@code maxEvents} newest.
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
	 * Deletes those of the given events that still may be deleted.
	 * @param connection the transaction
	 * @param seqs events for which {@link Row#done} was true
	 * @return how much was deleted
	 */
	Deleted delete(Connection connection, List<Long> seqs) throws SQLException {
		EventDependents.Deleted gone = this.dependents.delete(connection, seqs);
		Set<Long> kept = this.dependents.kept(connection, seqs);
		long events = delete(connection, gone.seqs(), kept, "")
				+ delete(connection, new HashSet<>(seqs), kept, " and status <> 'accepted'");
		return new Deleted(events, gone.deliveries(), gone.attempts());
	}

	private long delete(Connection connection, Set<Long> seqs, Set<Long> kept, String condition) {
		List<Long> free = new ArrayList<>(seqs);
		free.removeAll(kept);
		return Store.client(connection)
			.sql("delete from event where " + this.store.isIn("seq") + condition)
			.param(this.store.numbers(free))
			.update();
	}

}
