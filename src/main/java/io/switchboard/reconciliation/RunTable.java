package io.switchboard.reconciliation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import io.switchboard.store.Leader;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The table {@code reconciliation}: one node's turn at a time, and what the last one
 * found, for all nodes. A turn that is not renewed ends by itself.
 */
@Component
class RunTable {

	/** Much longer than a page of records may take. */
	static final Duration TURN = Duration.ofMinutes(5);

	/** A time that far ahead was written by a wrong clock, and is ignored. */
	private static final Duration AHEAD = TURN.multipliedBy(2);

	private static final String BEGIN = """
			update reconciliation set started_at = ?
			where name = 'calls' and (started_at is null or started_at <= ? or started_at > ?)""";

	private static final String DONE = """
			update reconciliation set done_at = ?, silent_since = ?, calls_filed = calls_filed + ?, last_error = ?
			where name = 'calls'""";

	private final Store store;

	private final JdbcTemplate jdbc;

	private final Leader leader;

	RunTable(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
		this.leader = new Leader(store, "reconciliation", TURN);
	}

	/**
	 * What is known to all nodes.
	 *
	 * @param doneAt when the last turn ended, or null
	 * @param silentSince since when webhooks are silent, or null
	 * @param callsFiled how many calls were ever filed
	 * @param lastError why the last turn failed, or null
	 */
	record State(@Nullable Instant doneAt, @Nullable Instant silentSince, long callsFiled, @Nullable String lastError) {
	}

	/**
	 * Takes the turn, unless another has it, or one began not long enough ago.
	 * @return whether it is ours
	 */
	boolean take(String holder, Instant now, Duration notWithin) throws SQLException {
		return this.store.write((connection) -> {
			boolean ours = this.leader.take(connection, holder, now);
			if (ours && !begin(connection, now, notWithin)) {
				this.leader.resign(connection, holder);
				return false;
			}
			return ours;
		});
	}

	private boolean begin(Connection connection, Instant now, Duration notWithin) {
		return Store.client(connection)
			.sql(BEGIN)
			.param(this.store.time(now))
			.param(this.store.time(now.minus(notWithin)))
			.param(this.store.time(now.plus(AHEAD)))
			.update() == 1;
	}

	/** Renews the turn; false if another has taken it over. */
	boolean keep(String holder, Instant now) throws SQLException {
		return this.store.write((connection) -> this.leader.keep(connection, holder, now));
	}

	/** Ends the turn; what it found counts only if it was ours to the end. */
	void done(String holder, Instant now, @Nullable Instant silentSince, long filed, @Nullable String error)
			throws SQLException {
		this.store.write((connection) -> this.leader.resign(connection, holder) && Store.client(connection)
			.sql(DONE)
			.param(this.store.time(now))
			.param(this.store.time(silentSince))
			.param(filed)
			.param(error)
			.update() == 1);
	}

	State state() {
		return this.jdbc
			.query("select * from reconciliation where name = 'calls'",
					(row, number) -> new State(this.store.time(row, "done_at"), this.store.time(row, "silent_since"),
							row.getLong("calls_filed"), row.getString("last_error")))
			.get(0);
	}

}
