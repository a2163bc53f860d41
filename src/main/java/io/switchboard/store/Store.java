package io.switchboard.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;

import javax.sql.DataSource;

import io.switchboard.text.RepeatedFailure;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The database: transactions, and the methods of its {@link Dialect}. */
public class Store {

	private final DataSource dataSource;

	private final Dialect dialect;

	private final Deadlocks deadlocks = new Deadlocks();

	private final StoreOutage outage = new StoreOutage(this::describe, this::refusesRow, System::nanoTime);

	Store(DataSource dataSource, Dialect dialect) {
		this.dataSource = dataSource;
		this.dialect = dialect;
	}

	/**
	 * The differences between the two databases.
	 * @return never null
	 */
	public Dialect dialect() {
		return this.dialect;
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
		return this.deadlocks.repeated(() -> this.dialect.asWriter(() -> transaction(work)));
	}

	/**
	 * Runs one statement that is a transaction by itself: on PostgreSQL that saves two
	 * round trips, one to begin and one to commit. A deadlock is tried again.
	 * @param work one statement that writes, and on PostgreSQL no other; it may run more
	 * than once
	 * @param <T> what the work returns
	 * @return what the work returned, once it is durable
	 * @throws SQLException if the database cannot be reached or refuses; nothing is then
	 * written
	 */
	public <T> T writeAtOnce(Work<T> work) throws SQLException {
		return this.dialect.commitsEachStatement() ? this.deadlocks.repeated(() -> statement(work)) : write(work);
	}

	private <T> T statement(Work<T> work) throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			return work.run(connection);
		}
		catch (AssertionError ex) {
			throw Rollback.lost(ex);
		}
	}

	/**
	 * A connection for a statement of a route, from any pool. A transaction that begins
	 * by writing to the store's own SQLite file takes its turn among those of
	 * {@link #write}. Otherwise SQLite would poll, and give up in the end.
	 * @param pool any database's
	 * @return a connection, to be closed by the caller in the same thread
	 * @throws SQLException if the database cannot be reached
	 */
	public Connection connection(DataSource pool) throws SQLException {
		return (SqliteFile.isSame(this.dataSource, pool)) ? WriterConnection.of(pool, this.dialect)
				: pool.getConnection();
	}

	/** On SQLite: outside a transaction, and between those of others. */
	<T> T whileNobodyWrites(Dialect.Action<T> action) throws SQLException {
		return this.dialect.asWriter(action);
	}

	private <T> T transaction(Work<T> work) throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			connection.setAutoCommit(false);
			try {
				this.dialect.begin(connection);
				T result = work.run(connection);
				connection.commit();
				return result;
			}
			catch (DataAccessException ex) {
				Rollback.of(connection, ex);
				throw Rollback.reason(ex);
			}
			catch (AssertionError ex) {
				throw Rollback.of(connection, Rollback.lost(ex));
			}
			catch (SQLException | RuntimeException | Error ex) {
				Rollback.of(connection, ex);
				throw ex;
			}
		}
	}

	/**
	 * Spring's client on a transaction's connection, for statements that are not run with
	 * every event.
	 * @param connection the transaction's connection
	 * @return the client; {@link #write} turns its exceptions back into SQL exceptions
	 */
	public static JdbcClient client(Connection connection) {
		return JdbcClient.create(new SingleConnectionDataSource(connection, true));
	}

	/**
	 * Asks the database about the durability of commits.
	 * @return what it says now
	 * @throws SQLException if the database cannot be reached
	 */
	public Durability durability() throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			var settings = this.dialect.durability(connection);
			return new Durability(settings, this.dialect.isDurable(settings));
		}
	}

	/**
	 * A statement that the server keeps; see {@link Dialect#keptByServer}.
	 * @param connection a transaction's connection
	 * @param sql what is run all the time, and looks up nothing but keys
	 * @return the statement, to be closed by the caller
	 * @throws SQLException if the database cannot be reached
	 */
	public PreparedStatement keptByServer(Connection connection, String sql) throws SQLException {
		return this.dialect.keptByServer(connection, sql);
	}

	/**
	 * Whether the data of one row was refused; see {@link Dialect#refusesRow}.
	 * @param ex what the database said
	 * @return true if other rows of the same batch may still be stored
	 */
	public boolean refusesRow(SQLException ex) {
		return this.dialect.refusesRow(ex);
	}

	/**
	 * Describes a failure for the log, without data.
	 * @param ex the failure
	 * @return the kind of failure, and its message where that holds no data
	 */
	public String describe(Throwable ex) {
		if (ex instanceof SQLException sql && !refusesRow(sql)) {
			return sql + " (SQLState " + sql.getSQLState() + ")";
		}
		return ex.getClass().getName() + ((ex instanceof SQLException sql) ? ", SQLState " + sql.getSQLState() : "");
	}

	/** Logs a failure, see {@link StoreOutage#failed}. */
	public void failed(RepeatedFailure own, int number, Throwable failure) {
		this.outage.failed(own, number, failure);
	}

	/** Logs the end of a failure, see {@link StoreOutage#works}. */
	public void works(RepeatedFailure own) {
		this.outage.works(own);
	}

	/**
	 * A condition on a set of any size; see {@link Dialect#isIn}.
	 * @param column a column that holds numbers
	 * @return SQL that is true where the column's value is in {@link #numbers}
	 */
	public String isIn(String column) {
		return this.dialect.isIn(column);
	}

	/**
	 * The parameter of {@link #isIn}.
	 * @param numbers whole numbers, none of them null
	 * @return what the driver takes
	 */
	public Object numbers(Collection<? extends Number> numbers) {
		return this.dialect.numbers(numbers);
	}

	/**
	 * The time that all nodes agree on: the server's, asked for each time, or this
	 * machine's if there is only one node, or no answer.
	 * @return never null
	 */
	public Clock clock() {
		return this.dialect.clock();
	}

	/**
	 * A time as a statement's parameter, to the millisecond.
	 * @param time the time, or null
	 * @return what the driver takes, or null
	 */
	public @Nullable Object time(@Nullable Instant time) {
		return this.dialect.time(time);
	}

	/**
	 * A time from a result.
	 * @param rows the result, on a row
	 * @param column the column's name
	 * @return the time, or null where the column is
	 * @throws SQLException if there is no such column
	 */
	public @Nullable Instant time(ResultSet rows, String column) throws SQLException {
		return this.dialect.time(rows, column);
	}

	/**
	 * The work of a transaction.
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

}
