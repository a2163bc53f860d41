package io.switchboard.calls;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import io.switchboard.store.Leader;
import io.switchboard.store.Store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The table {@code call_projection}: up to which event the calls are worked out, and
 * which node has the turn. A turn that is not renewed ends by itself.
 */
@Component
class ProjectionTable {

	/** Much longer than a batch takes. */
	static final Duration TURN = Duration.ofSeconds(15);

	private static final String MOVE = """
			update call_projection set seq = case when seq < ? then ? else seq end where name = 'calls'""";

	private final Store store;

	private final JdbcTemplate jdbc;

	private final Leader leader;

	ProjectionTable(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
		this.leader = new Leader(store, "calls", TURN);
	}

	/**
	 * The position of the projection.
	 *
	 * @param seq the calls of all events up to it are worked out
	 */
	record State(long seq) {
	}

	State state() {
		return this.jdbc
			.query("select seq from call_projection where name = 'calls'",
					(row, number) -> new State(row.getLong("seq")))
			.get(0);
	}

	/** Takes or renews the turn; false if another has it. */
	boolean take(String holder, Instant now) throws SQLException {
		return this.store.write((connection) -> this.leader.take(connection, holder, now));
	}

	/**
	 * Renews the turn, and stores the position, which never goes back.
	 * @return false if another has taken it over
	 */
	boolean keep(String holder, long seq, Instant now) throws SQLException {
		return this.store.write((connection) -> this.leader.keep(connection, holder, now)
				&& Store.client(connection).sql(MOVE).param(seq).param(seq).update() == 1);
	}

	/** Ends the turn, so that another need not wait. */
	void release(String holder) throws SQLException {
		this.store.write((connection) -> this.leader.resign(connection, holder));
	}

}
