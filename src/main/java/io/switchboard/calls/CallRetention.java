package io.switchboard.calls;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.switchboard.inbox.EventMemory;
import io.switchboard.inbox.EventTable;
import io.switchboard.store.PacedJob;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Deletes the calls whose events were deleted, in small steps. A call that must stay is
 * looked at again only when the walk begins anew.
 */
@Component
class CallRetention {

	private static final Duration PACE = Duration.ofMinutes(1);

	private static final int STEP = 300;

	/**
	 * After this many runs the walk begins anew, because calls that had to stay may go by
	 * now.
	 */
	static final int RUNS_PER_WALK = 60;

	/** A call stays while one of its events is stored, such as that of a dead letter. */
	private static final String GONE = "last_seen_at < ? and " + EventTable.NONE_OF_CALL;

	private static final String NEXT = """
			select root_call_id, last_seen_at, case when %s then 1 else 0 end as gone from call
			where last_seen_at < ? and (last_seen_at, root_call_id) > (?, ?)
			order by last_seen_at, root_call_id limit %d""".formatted(EventTable.NONE_OF_CALL, STEP);

	private final Store store;

	private final JdbcTemplate jdbc;

	private final EventMemory memory;

	private @Nullable Instant lastRun;

	private Row position = Row.FIRST;

	private int runs;

	CallRetention(Store store, JdbcTemplate jdbc, EventMemory memory) {
		this.store = store;
		this.jdbc = jdbc;
		this.memory = memory;
	}

	/**
	 * Deletes such calls, unless that was done a moment ago.
	 * @param now the time
	 * @param job ends it early
	 */
	synchronized void run(Instant now, PacedJob job) throws SQLException, InterruptedException {
		Instant last = this.lastRun;
		if (last != null && now.isBefore(last.plus(PACE)) && !now.isBefore(last)) {
			return;
		}
		this.lastRun = now;
		Object before = this.store.time(this.memory.since(now));
		if (this.runs++ % RUNS_PER_WALK == 0) {
			this.position = Row.FIRST;
		}
		boolean more = true;
		while (more) {
			long begun = System.nanoTime();
			List<Row> rows = this.jdbc.query(NEXT,
					(row, number) -> new Row(row.getLong("root_call_id"),
							Objects.requireNonNull(this.store.time(row, "last_seen_at")), row.getInt("gone") == 1),
					before, this.store.time(this.position.lastSeenAt()), this.position.call());
			List<Long> calls = rows.stream().filter(Row::gone).map(Row::call).toList();
			if (!calls.isEmpty()) {
				this.store.write((connection) -> delete(connection, calls, before));
			}
			this.position = rows.isEmpty() ? this.position : rows.get(rows.size() - 1);
			more = rows.size() == STEP && job.mayGoOn(begun, 1);
		}
	}

	/** A call as the walk sees it. */
	private record Row(long call, Instant lastSeenAt, boolean gone) {

		static final Row FIRST = new Row(0, Instant.EPOCH, false);

	}

	private int delete(Connection connection, List<Long> calls, @Nullable Object before) throws SQLException {
		try (PreparedStatement delete = connection
			.prepareStatement("delete from call where " + this.store.isIn("root_call_id") + " and " + GONE);
				PreparedStatement legs = connection
					.prepareStatement("delete from call_leg where " + this.store.isIn("root_call_id"))) {
			delete.setObject(1, this.store.numbers(calls));
			delete.setObject(2, before);
			legs.setObject(1, this.store.numbers(calls));
			legs.executeUpdate();
			return delete.executeUpdate();
		}
	}

}
