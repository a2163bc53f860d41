package io.switchboard.calls;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The table {@code call_projection}: how far the calls are worked out, and whose turn it
 * is to go on. A turn that is not renewed ends by itself.
 */
@Component
class ProjectionTable {

	/** Much longer than one batch may take. */
	static final Duration TURN = Duration.ofSeconds(15);

	/** A time that far ahead was written by a clock that went wrong, and binds nobody. */
	private static final Duration AHEAD = TURN.multipliedBy(2);

	private static final String TAKE = """
			update call_projection set holder = ?, locked_until = ?
			where name = 'calls' and (holder is null or holder = ? or locked_until <= ? or locked_until > ?)""";

	private static final String KEEP = """
			update call_projection set locked_until = ?, seq = case when seq < ? then ? else seq end
			where name = 'calls' and holder = ?""";

	private static final String RELEASE = """
			update call_projection set holder = null, locked_until = ? where name = 'calls' and holder = ?""";

	private final Store store;

	private final JdbcTemplate jdbc;

	ProjectionTable(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
	}

	/**
	 * How far it is.
	 *
	 * @param seq the calls of all events up to it are worked out
	 * @param newest the highest number of an event, or 0
	 * @param holder whose turn it is, or null
	 * @param lockedUntil when that turn ends by itself
	 */
	record State(long seq, long newest, @Nullable String holder, @Nullable Instant lockedUntil) {

		boolean endsWithin(Duration time, Instant now) {
			return this.lockedUntil == null || this.lockedUntil.isBefore(now.plus(time));
		}

	}

	State state() {
		return this.jdbc
			.query("select p.*, (select max(seq) from event) as newest from call_projection p where p.name = 'calls'",
					(row, number) -> new State(row.getLong("seq"), row.getLong("newest"), row.getString("holder"),
							this.store.time(row, "locked_until")))
			.get(0);
	}

	/** Takes or renews the turn; false if another has it. */
	boolean take(String holder, Instant now) throws SQLException {
		return update(TAKE, holder, this.store.time(now.plus(TURN)), holder, this.store.time(now),
				this.store.time(now.plus(AHEAD))) == 1;
	}

	/**
	 * Renews the turn, and says how far it is, which never goes back.
	 * @return false if another has taken it over
	 */
	boolean keep(String holder, long seq, Instant now) throws SQLException {
		return update(KEEP, this.store.time(now.plus(TURN)), seq, seq, holder) == 1;
	}

	/** Ends the turn, so that another need not wait. */
	void release(String holder) throws SQLException {
		update(RELEASE, this.store.time(Instant.EPOCH), holder);
	}

	private int update(String sql, @Nullable Object... values) throws SQLException {
		return this.store.write((connection) -> {
			try (PreparedStatement update = connection.prepareStatement(sql)) {
				for (int i = 0; i < values.length; i++) {
					update.setObject(i + 1, values[i]);
				}
				return update.executeUpdate();
			}
		});
	}

}
