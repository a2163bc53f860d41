package io.switchboard.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.switchboard.store.Store;

/** The table {@code attempt}, and the marks that attempts leave on their deliveries. */
class AttemptTable {

	private static final String UPDATE = """
			update delivery set status = ?, attempts = attempts + 1, uncounted = uncounted + ?, waits = waits + ?,
			       next_attempt_at = ?, last_error = ?, updated_at = ?
			where id = ? and attempts = ? and status in ('pending', 'retrying')""";

	private static final String ATTEMPT_COLUMNS = "delivery_id, number, redelivery, started_at, duration_ms, outcome, error";

	private static final String SQLITE_ATTEMPT = "insert into attempt (" + ATTEMPT_COLUMNS
			+ ") values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing";

	private static final String POSTGRESQL_ATTEMPTS = "insert into attempt (" + ATTEMPT_COLUMNS
			+ ") select * from unnest(?, ?, ?, ?, ?, ?, ?) on conflict do nothing";

	private final Store store;

	AttemptTable(Store store) {
		this.store = store;
	}

	/**
	 * Marks what was run, unless it was marked already. A decision of the switchboard
	 * leaves no delivery of its own, unless it failed before.
	 */
	void record(Connection connection, List<Attempt> attempts, Instant now) throws SQLException {
		List<Attempt> kept = new ArrayList<>(attempts.size());
		try (PreparedStatement update = connection.prepareStatement(UPDATE);
				PreparedStatement delete = connection
					.prepareStatement("delete from delivery where id = ? and attempts = 0")) {
			for (Attempt attempt : attempts) {
				if (attempt instanceof Attempt.Decided decided && decided.delivery().attempts() == 0) {
					delete.setLong(1, decided.delivery().id());
					delete.addBatch();
				}
				else {
					addUpdate(update, attempt, now);
					kept.add(attempt);
				}
			}
			delete.executeBatch();
			int[] updated = update.executeBatch();
			List<Attempt> marked = new ArrayList<>(updated.length);
			for (int i = 0; i < updated.length; i++) {
				if (updated[i] > 0 || updated[i] == Statement.SUCCESS_NO_INFO) {
					marked.add(kept.get(i));
				}
			}
			if (!marked.isEmpty()) {
				keep(connection, marked);
			}
		}
	}

	private void addUpdate(PreparedStatement update, Attempt attempt, Instant now) throws SQLException {
		int later = (attempt instanceof Attempt.Later) ? 1 : 0;
		update.setString(1, attempt.status().toString());
		update.setInt(2, later);
		update.setInt(3, later);
		update.setObject(4, this.store.time(attempt.nextAttemptAt()));
		update.setString(5, attempt.error());
		update.setObject(6, this.store.time(now));
		update.setLong(7, attempt.delivery().id());
		update.setInt(8, attempt.delivery().attempts());
		update.addBatch();
	}

	private void keep(Connection connection, List<Attempt> attempts) throws SQLException {
		if (this.store.isPostgresql()) {
			keepArrays(connection, attempts);
			return;
		}
		try (PreparedStatement insert = connection.prepareStatement(SQLITE_ATTEMPT)) {
			for (Attempt attempt : attempts) {
				insert.setLong(1, attempt.delivery().id());
				insert.setInt(2, attempt.delivery().attempts() + 1);
				insert.setInt(3, attempt.delivery().redeliveries());
				insert.setObject(4, this.store.time(attempt.startedAt()));
				insert.setLong(5, attempt.durationMs());
				insert.setString(6, attempt.outcome());
				insert.setString(7, attempt.error());
				insert.addBatch();
			}
			insert.executeBatch();
		}
	}

	private static void keepArrays(Connection connection, List<Attempt> attempts) throws SQLException {
		try (PreparedStatement insert = connection.prepareStatement(POSTGRESQL_ATTEMPTS)) {
			insert.setArray(1, connection.createArrayOf("bigint",
					attempts.stream().map((attempt) -> attempt.delivery().id()).toArray(Long[]::new)));
			insert.setArray(2, connection.createArrayOf("integer",
					attempts.stream().map((attempt) -> attempt.delivery().attempts() + 1).toArray(Integer[]::new)));
			insert.setArray(3, connection.createArrayOf("integer",
					attempts.stream().map((attempt) -> attempt.delivery().redeliveries()).toArray(Integer[]::new)));
			insert.setArray(4,
					connection.createArrayOf("timestamptz",
							attempts.stream()
								.map((attempt) -> attempt.startedAt().truncatedTo(ChronoUnit.MILLIS).toString())
								.toArray(String[]::new)));
			insert.setArray(5, connection.createArrayOf("bigint",
					attempts.stream().map(Attempt::durationMs).toArray(Long[]::new)));
			insert.setArray(6,
					connection.createArrayOf("text", attempts.stream().map(Attempt::outcome).toArray(String[]::new)));
			insert.setArray(7,
					connection.createArrayOf("text", attempts.stream().map(Attempt::error).toArray(String[]::new)));
			insert.executeUpdate();
		}
	}

}
