package io.switchboard.calls;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import io.switchboard.store.Store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Works out anew, once, the calls that an older Switchboard stored, because it read
 * numbers in another way. It does a few at a time, and stores its position beside that of
 * the projection. A call whose events were deleted keeps its row.
 */
@Component
class OldNumbers {

	/** To be raised when numbers are read in another way again. */
	private static final String NAME = "numbers";

	private static final int STEP = 100;

	private static final long ALL = Long.MAX_VALUE;

	private static final String BEGIN = """
			insert into call_projection (name, seq, locked_until) values (?, ?, ?) on conflict (name) do nothing""";

	private static final String POSITION = "select seq from call_projection where name = ?";

	private static final String KEEP = "update call_projection set seq = ? where name = ? and seq < ?";

	private static final String CALLS = "select root_call_id from call where root_call_id > ? order by root_call_id limit "
			+ STEP;

	private final Store store;

	private final JdbcTemplate jdbc;

	private final CallUpdate update;

	private boolean done;

	OldNumbers(Store store, JdbcTemplate jdbc, CallUpdate update) {
		this.store = store;
		this.jdbc = jdbc;
		this.update = update;
	}

	/**
	 * The next calls, if any are left. Two nodes at once do the same work twice, which
	 * does no harm.
	 */
	synchronized void step() throws SQLException {
		if (this.done) {
			return;
		}
		long from = position();
		List<Long> calls = this.jdbc.queryForList(CALLS, Long.class, from);
		if (!calls.isEmpty()) {
			this.update.update(calls);
		}
		long to = (calls.size() < STEP) ? ALL : calls.get(calls.size() - 1);
		write(KEEP, to, NAME, to);
		this.done = to == ALL;
	}

	private long position() throws SQLException {
		List<Long> kept = this.jdbc.queryForList(POSITION, Long.class, NAME);
		if (kept.isEmpty()) {
			write(BEGIN, NAME, Long.MIN_VALUE, this.store.time(Instant.EPOCH));
			return Long.MIN_VALUE;
		}
		return kept.get(0);
	}

	private void write(String sql, Object... values) throws SQLException {
		this.store.write((connection) -> {
			try (PreparedStatement statement = connection.prepareStatement(sql)) {
				for (int i = 0; i < values.length; i++) {
					statement.setObject(i + 1, values[i]);
				}
				return statement.executeUpdate();
			}
		});
	}

}
