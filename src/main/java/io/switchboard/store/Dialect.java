package io.switchboard.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Collection;

import org.jspecify.annotations.Nullable;

/** The differences between PostgreSQL and SQLite. */
public interface Dialect {

	/**
	 * Whether several processes may share the database.
	 * @return true for PostgreSQL, false for SQLite
	 */
	boolean isShared();

	/**
	 * Whether the session with the server lasts from one transaction to the next, because
	 * no pooler is in between.
	 * @return false on SQLite, which has no server
	 */
	boolean keepsSessions();

	/**
	 * Chooses the way that this database takes: the first is for SQLite, the second for
	 * PostgreSQL.
	 * @param sqlite the way for SQLite
	 * @param postgresql the way for PostgreSQL
	 * @param <T> a statement, or whoever runs it
	 * @return one of the two
	 */
	<T> T choose(T sqlite, T postgresql);

	/**
	 * A condition on a set of any size, with one place for its parameter.
	 * @param column a column that holds numbers
	 * @return SQL that is true where the column's value is in {@link #numbers}
	 */
	String isIn(String column);

	/**
	 * The parameter of {@link #isIn}.
	 * @param numbers whole numbers, none of them null
	 * @return what the driver takes
	 */
	Object numbers(Collection<? extends Number> numbers);

	/**
	 * A time as a statement's parameter, to the millisecond.
	 * @param time the time, or null
	 * @return what the driver takes, or null
	 */
	@Nullable Object time(@Nullable Instant time);

	/**
	 * A time from a result.
	 * @param rows the result, on a row
	 * @param column the column's name
	 * @return the time, or null where the column is
	 * @throws SQLException if there is no such column
	 */
	@Nullable Instant time(ResultSet rows, String column) throws SQLException;

	/**
	 * Whether the data of one row was refused, as opposed to a database that is away,
	 * full or busy.
	 * @param ex what the database said
	 * @return true if other rows of the same batch may still be stored
	 */
	boolean refusesRow(SQLException ex);

	/**
	 * The time that all nodes agree on.
	 * @return never null; the clock never fails
	 */
	Clock clock();

	/**
	 * The database's settings for the durability of commits, in its own words.
	 * @param connection any
	 * @return names and values, in order
	 * @throws SQLException if the database cannot be reached
	 */
	Map<String, String> durability(Connection connection) throws SQLException;

	/**
	 * Whether a commit outlives the loss of power.
	 * @param durability what {@link #durability} returned
	 * @return false if a setting prevents that
	 */
	boolean isDurable(Map<String, String> durability);

	/**
	 * A statement that the server keeps, parsed and planned, where it can.
	 * @param connection a transaction's connection
	 * @param sql what is run all the time, and looks up nothing but keys
	 * @return the statement, to be closed by the caller
	 * @throws SQLException if the database cannot be reached
	 */
	PreparedStatement keptByServer(Connection connection, String sql) throws SQLException;

	/**
	 * Whether one statement is a transaction by itself, with all that we ask of one.
	 * @return false if it needs a transaction around it
	 */
	boolean commitsEachStatement();

	/**
	 * Prepares a transaction. To be called first in each one.
	 * @param connection the transaction's connection
	 * @throws SQLException if the database cannot be reached
	 */
	void begin(Connection connection) throws SQLException;

	/**
	 * Runs something between the transactions that write, where the database has one
	 * writer at a time; at once where it has many.
	 * @param action what to run
	 * @param <T> what it returns
	 * @return what it returned
	 * @throws SQLException what it threw
	 */
	<T> T asWriter(Action<T> action) throws SQLException;

	/**
	 * Waits until no transaction writes that asked for its turn, where the database has
	 * one writer at a time; at once where it has many.
	 * @return the turn, to be ended by the same thread
	 */
	Turn takeTurn();

	/** The right to write. Other callers wait while it lasts. */
	@FunctionalInterface
	interface Turn {

		/** Ends the turn, so that the next one begins. */
		void end();

	}

	/**
	 * Work between transactions, or in one.
	 *
	 * @param <T> what it returns
	 */
	@FunctionalInterface
	interface Action<T> {

		/**
		 * Runs the work.
		 * @return anything
		 * @throws SQLException if the database says so
		 */
		T run() throws SQLException;

	}

}
