package io.switchboard.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * The database, SQLite or PostgreSQL: transactions that write, and how a time is written
 * in each.
 */
public class Store {

	private static final DateTimeFormatter SQLITE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private final DataSource dataSource;

	private final boolean postgresql;

	private final boolean pooled;

	private final Deadlocks deadlocks = new Deadlocks();

	/**
	 * SQLite has one writer at a time and polls when busy: queueing here is fair and
	 * quicker.
	 */
	private final ReentrantLock sqliteWriter = new ReentrantLock(true);

	/** {@code pooled} says that sessions are not ours, see {@link Pooler}. */
	Store(DataSource dataSource, boolean postgresql, boolean pooled) {
		this.dataSource = dataSource;
		this.postgresql = postgresql;
		this.pooled = pooled;
	}

	/**
	 * Which of the two it is.
	 * @return true for PostgreSQL, false for SQLite
	 */
	public boolean isPostgresql() {
		return this.postgresql;
	}

	/**
	 * Whether a pooler may give each transaction another session.
	 * @return false on SQLite
	 */
	public boolean isPooled() {
		return this.pooled;
	}

	/**
	 * Runs work in one transaction and commits it, durably. A deadlock between writers is
	 * tried again, see {@link Deadlocks}.
	 * @param work what to write; it may run more than once
	 * @param <T> what the work returns
	 * @return what the work returned
	 * @throws SQLException if the database cannot be reached or refuses; nothing is then
	 * written
	 */
	public <T> T write(Work<T> work) throws SQLException {
		return this.deadlocks.repeated(() -> this.postgresql ? transaction(work) : oneAtATime(work));
	}

	/**
	 * Runs one statement that is a transaction by itself: on PostgreSQL it needs no way
	 * there and back to begin and none to commit. A deadlock is tried again.
	 * @param work one statement that writes, and on PostgreSQL no other; it may run more
	 * than once
	 * @param <T> what the work returns
	 * @return what the work returned, once it is durable
	 * @throws SQLException if the database cannot be reached or refuses; nothing is then
	 * written
	 */
	public <T> T writeAtOnce(Work<T> work) throws SQLException {
		// a pooler may give the next transaction another session, without our settings
		return (this.postgresql && !this.pooled) ? this.deadlocks.repeated(() -> statement(work)) : write(work);
	}

	private <T> T statement(Work<T> work) throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			return work.run(connection);
		}
	}

	private <T> T oneAtATime(Work<T> work) throws SQLException {
		return whileNobodyWrites(() -> transaction(work));
	}

	/** On SQLite: outside a transaction, and between those of others. */
	<T> T whileNobodyWrites(Action<T> action) throws SQLException {
		this.sqliteWriter.lock();
		try {
			return action.run();
		}
		finally {
			this.sqliteWriter.unlock();
		}
	}

	private <T> T transaction(Work<T> work) throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			connection.setAutoCommit(false);
			try {
				if (this.pooled) {
					settle(connection);
				}
				T result = work.run(connection);
				connection.commit();
				return result;
			}
			catch (SQLException | RuntimeException ex) {
				rollback(connection, ex);
				throw ex;
			}
		}
	}

	private static void settle(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(Pooler.TRANSACTION_SETTINGS);
		}
	}

	private static void rollback(Connection connection, Exception cause) {
		try {
			connection.rollback();
		}
		catch (SQLException ex) {
			cause.addSuppressed(ex);
		}
	}

	/**
	 * A statement that PostgreSQL keeps, parsed and planned, on the connection. Others
	 * are planned each time, for what the tables hold then: that costs part of a
	 * millisecond, where an old plan may cost seconds once there is much more. Behind a
	 * pooler nothing is kept.
	 * @param connection a transaction's connection
	 * @param sql what is run all the time, and looks up nothing but keys
	 * @return the statement, to be closed by the caller
	 * @throws SQLException if the database cannot be reached
	 */
	public PreparedStatement keptByServer(Connection connection, String sql) throws SQLException {
		PreparedStatement statement = connection.prepareStatement(sql);
		if (this.postgresql && !this.pooled) {
			statement.unwrap(PGStatement.class).setPrepareThreshold(1);
		}
		return statement;
	}

	/**
	 * Whether the data of one row was refused, as opposed to a database that is away,
	 * full or busy.
	 * @param ex what the database said
	 * @return true if other rows of the same batch may still be stored
	 */
	public boolean refusesRow(SQLException ex) {
		if (this.postgresql) {
			String state = ex.getSQLState();
			return state != null && (state.startsWith("22") || state.startsWith("23"));
		}
		int code = ex.getErrorCode() & 0xFF;
		return code == 18 || code == 19 || code == 20; // TOOBIG, CONSTRAINT, MISMATCH
	}

	/**
	 * What may stand in a log: a refused value is not quoted.
	 * @param ex what went wrong
	 * @return the kind of failure, and its message where that holds no data
	 */
	public String describe(Throwable ex) {
		if (ex instanceof SQLException sql && !refusesRow(sql)) {
			return sql + " (SQLState " + sql.getSQLState() + ")";
		}
		return ex.getClass().getName() + ((ex instanceof SQLException sql) ? ", SQLState " + sql.getSQLState() : "");
	}

	/**
	 * A condition on a set of any size, with one place for its parameter.
	 * @param column a column that holds numbers
	 * @return SQL that is true where the column's value is in {@link #numbers}
	 */
	public String isIn(String column) {
		return column + (this.postgresql ? " = any(?)" : " in (select value from json_each(?))");
	}

	/**
	 * The parameter of {@link #isIn}.
	 * @param numbers whole numbers, none of them null
	 * @return what the driver takes
	 */
	public Object numbers(Collection<? extends Number> numbers) {
		// [1, 2] is JSON too
		return this.postgresql ? numbers.stream().map(Number::longValue).toArray(Long[]::new) : numbers.toString();
	}

	/**
	 * The time that all nodes agree on: PostgreSQL's, asked for each time, or this
	 * machine's where there is but one node, or no answer.
	 * @return never null
	 */
	public Clock clock() {
		return this.postgresql ? new DatabaseClock(this.dataSource) : Clock.systemUTC();
	}

	/**
	 * A time as a statement's parameter, to the millisecond.
	 * @param time the time, or null
	 * @return what the driver takes, or null
	 */
	public @Nullable Object time(@Nullable Instant time) {
		if (time == null) {
			return null;
		}
		return this.postgresql ? OffsetDateTime.ofInstant(time.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC)
				: SQLITE_TIME.format(time);
	}

	/**
	 * A time from a result.
	 * @param rows the result, on a row
	 * @param column the column's name
	 * @return the time, or null where the column is
	 * @throws SQLException if there is no such column
	 */
	public @Nullable Instant time(ResultSet rows, String column) throws SQLException {
		if (this.postgresql) {
			OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
			return (time != null) ? time.toInstant() : null;
		}
		String time = rows.getString(column);
		return (time != null) ? Instant.parse(time) : null;
	}

	/**
	 * What runs in a transaction.
	 *
	 * @param <T> what it returns
	 */
	@FunctionalInterface
	public interface Work<T> {

		/**
		 * Reads and writes.
		 * @param connection the transaction's connection; not to be closed or committed
		 * @return anything
		 * @throws SQLException to roll back
		 */
		T run(Connection connection) throws SQLException;

	}

	/** What runs between transactions. */
	@FunctionalInterface
	interface Action<T> {

		T run() throws SQLException;

	}

}
