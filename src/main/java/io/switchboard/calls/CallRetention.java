package io.switchboard.calls;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.switchboard.inbox.EventMemory;
import io.switchboard.inbox.EventTable;
import io.switchboard.store.PacedJob;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Deletes the calls whose events are gone, in small steps, every now and then. */
@Component
class CallRetention {

	private static final Duration PACE = Duration.ofMinutes(1);

	private static final int STEP = 300;

	/** A call of which an event is kept, such as a dead letter's, stays. */
	private static final String GONE = "last_seen_at < ? and " + EventTable.NONE_OF_CALL;

	private final Store store;

	private final JdbcTemplate jdbc;

	private final EventMemory memory;

	private @Nullable Instant lastRun;

	CallRetention(Store store, JdbcTemplate jdbc, EventMemory memory) {
		this.store = store;
		this.jdbc = jdbc;
		this.memory = memory;
	}

	/**
	 * Deletes what is to go, unless that was done a moment ago.
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
		boolean more = true;
		while (more) {
			long begun = System.nanoTime();
			List<Long> calls = this.jdbc.queryForList("select root_call_id from call where " + GONE
					+ " order by last_seen_at, root_call_id limit " + STEP, Long.class, before);
			if (!calls.isEmpty()) {
				this.store.write((connection) -> delete(connection, calls, before));
			}
			more = calls.size() == STEP && job.mayGoOn(begun, 1);
		}
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
