package io.switchboard.delivery.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.switchboard.store.Columns;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * Stores how attempts ended: in the rows of their deliveries and in the table
 * {@code attempt}. A delivery that succeeds at its first attempt has no row in
 * {@code attempt}. The view {@code every_attempt} shows all attempts.
 */
public class AttemptOutcomes {

	private static final String ATTEMPT_COLUMNS = "delivery_id, number, redelivery, started_at, duration_ms, outcome, error, done";

	private static final String SQLITE_UPDATE = """
			update delivery set status = ?, attempts = attempts + 1, uncounted = uncounted + ?, waits = waits + ?,
			       next_attempt_at = ?, last_error = ?, updated_at = ?,
			       started_at = coalesce(?, started_at), duration_ms = coalesce(?, duration_ms), revision = ?
			where id = ? and attempts = ? and status in ('pending', 'retrying')""";

	private static final String SQLITE_ATTEMPT = "insert into attempt (" + ATTEMPT_COLUMNS
			+ ") values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";

	/**
	 * The status is hidden from the planner. Otherwise it would choose the index on open
	 * deliveries, which is short only while all goes well.
	 */
	private static final String POSTGRESQL_RECORD = """
			with ended as materialized (
			  select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			    as ended(delivery_id, number, redelivery, started_at, duration_ms, outcome, error, done, status, uncounted,
			             later, next_attempt_at, revision)),
			marked as (
			  update delivery d set status = e.status, attempts = e.number, uncounted = d.uncounted + e.uncounted,
			         waits = waits + e.later, next_attempt_at = e.next_attempt_at, last_error = e.error, updated_at = ?,
			         started_at = case when %2$s then e.started_at else d.started_at end,
			         duration_ms = case when %2$s then e.duration_ms else d.duration_ms end, revision = e.revision
			  from ended e
			  where d.id = e.delivery_id and d.attempts = e.number - 1 and coalesce(d.status, '') in ('pending', 'retrying')
			  returning d.id)
			insert into attempt (%1$s) select %1$s from ended e join marked on id = delivery_id where not %2$s
			on conflict do nothing"""
		.formatted(ATTEMPT_COLUMNS,
				"(e.number = 1 and e.redelivery = 0 and e.outcome = 'delivered' and e.error is null)");

	private final Store store;

	private final Recording recording;

	public AttemptOutcomes(Store store) {
		this.store = store;
		this.recording = store.dialect().<Recording>choose(this::recordEach, this::recordAll);
	}

	/**
	 * Stores how attempts ended, each once. The switchboard's own delivery is deleted
	 * when it decides at its first attempt.
	 */
	public void record(Connection connection, List<Attempt> attempts, Instant now) throws SQLException {
		List<Long> decided = new ArrayList<>();
		List<Attempt> kept = new ArrayList<>();
		for (Attempt attempt : attempts) {
			if (attempt instanceof Attempt.Decided && attempt.delivery().attempts() == 0) {
				decided.add(attempt.delivery().id());
			}
			else {
				kept.add(attempt);
			}
		}
		if (!decided.isEmpty()) {
			delete(connection, decided);
		}
		if (!kept.isEmpty()) {
			this.recording.record(connection, kept, now);
		}
	}

	/** Writes how attempts ended. */
	@FunctionalInterface
	private interface Recording {

		void record(Connection connection, List<Attempt> attempts, Instant now) throws SQLException;

	}

	private void delete(Connection connection, List<Long> ids) throws SQLException {
		try (PreparedStatement delete = connection
			.prepareStatement("delete from delivery where attempts = 0 and " + this.store.isIn("id"))) {
			delete.setObject(1, this.store.numbers(ids));
			delete.executeUpdate();
		}
	}

	private void recordAll(Connection connection, List<Attempt> attempts, Instant now) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(POSTGRESQL_RECORD)) {
			new Columns<>(statement, 1, attempts).bigints((attempt) -> attempt.delivery().id())
				.integers(AttemptOutcomes::number)
				.integers((attempt) -> attempt.delivery().redeliveries())
				.times(Attempt::startedAt)
				.bigints(Attempt::durationMs)
				.texts(Attempt::outcome)
				.texts(Attempt::error)
				.texts(AttemptOutcomes::done)
				.texts((attempt) -> attempt.status().toString())
				.integers(AttemptOutcomes::uncounted)
				.integers(AttemptOutcomes::later)
				.times(Attempt::nextAttemptAt)
				.texts((attempt) -> attempt.delivery().revision());
			statement.setObject(14, this.store.time(now));
			statement.executeUpdate();
		}
	}

	private void recordEach(Connection connection, List<Attempt> attempts, Instant now) throws SQLException {
		try (PreparedStatement update = connection.prepareStatement(SQLITE_UPDATE);
				PreparedStatement insert = connection.prepareStatement(SQLITE_ATTEMPT)) {
			for (Attempt attempt : attempts) {
				update.setString(1, attempt.status().toString());
				update.setInt(2, uncounted(attempt));
				update.setInt(3, later(attempt));
				update.setObject(4, this.store.time(attempt.nextAttemptAt()));
				update.setString(5, attempt.error());
				update.setObject(6, this.store.time(now));
				update.setObject(7, isAtOnce(attempt) ? this.store.time(attempt.startedAt()) : null);
				update.setObject(8, isAtOnce(attempt) ? attempt.durationMs() : null);
				update.setString(9, attempt.delivery().revision());
				update.setLong(10, attempt.delivery().id());
				update.setInt(11, attempt.delivery().attempts());
				update.addBatch();
			}
			int[] updated = update.executeBatch();
			for (int i = 0; i < updated.length; i++) {
				boolean marked = updated[i] > 0 || updated[i] == Statement.SUCCESS_NO_INFO;
				if (marked && !isAtOnce(attempts.get(i))) {
					addAttempt(insert, attempts.get(i));
				}
			}
			insert.executeBatch();
		}
	}

	private void addAttempt(PreparedStatement insert, Attempt attempt) throws SQLException {
		insert.setLong(1, attempt.delivery().id());
		insert.setInt(2, number(attempt));
		insert.setInt(3, attempt.delivery().redeliveries());
		insert.setObject(4, this.store.time(attempt.startedAt()));
		insert.setLong(5, attempt.durationMs());
		insert.setString(6, attempt.outcome());
		insert.setString(7, attempt.error());
		insert.setString(8, done(attempt));
		insert.addBatch();
	}

	/** Whether the attempt needs no row of its own. */
	private static boolean isAtOnce(Attempt attempt) {
		return attempt.delivery().attempts() == 0 && attempt.delivery().redeliveries() == 0
				&& attempt.status() == DeliveryStatus.DELIVERED && attempt.error() == null;
	}

	private static int number(Attempt attempt) {
		return attempt.delivery().attempts() + 1;
	}

	private static @Nullable String done(Attempt attempt) {
		return attempt.done().isEmpty() ? null : String.join("\n", attempt.done());
	}

	private static int uncounted(Attempt attempt) {
		return attempt.isCounted() ? 0 : 1;
	}

	private static int later(Attempt attempt) {
		return (attempt instanceof Attempt.Later) ? 1 : 0;
	}

}
