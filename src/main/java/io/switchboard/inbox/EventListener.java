package io.switchboard.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;

/**
 * Takes part in the commit that stores events. The rows that it files are committed with
 * the events, or not at all.
 */
public interface EventListener {

	/**
	 * Begins a commit, before anything is stored.
	 * @param events the events that are stored unless they are known; not empty
	 * @return takes part in the commit, and hears how it ended
	 */
	Filing file(List<Decided> events);

	/**
	 * An event that is about to be stored.
	 *
	 * @param event the event, which has no number yet
	 * @param decision where it goes
	 */
	record Decided(Event event, Decision decision) {
	}

	/**
	 * The rows that are filed in one commit. On PostgreSQL they are part of the statement
	 * that stores the events. On SQLite they follow them.
	 */
	interface Filing {

		/**
		 * The transaction begins, perhaps again after a deadlock. The rows of the earlier
		 * try do not count.
		 */
		void begin();

		/**
		 * PostgreSQL: the conditions and the rows.
		 * @return the parts of the statement
		 */
		Sql sql();

		/**
		 * PostgreSQL: sets the parameters of {@link Sql#admits}.
		 * @param statement the statement
		 * @param first the number of the first parameter
		 * @return the number of the parameter that follows
		 * @throws SQLException if there is no such parameter
		 */
		int bindAdmits(PreparedStatement statement, int first) throws SQLException;

		/**
		 * PostgreSQL: sets the parameters of {@link Sql#files}.
		 * @param statement the statement
		 * @param first the number of the first parameter
		 * @throws SQLException if there is no such parameter
		 */
		void bindFiles(PreparedStatement statement, int first) throws SQLException;

		/**
		 * PostgreSQL: reads one row of what was filed.
		 * @param event the event, stored
		 * @param row a row with the columns that {@link Sql#files} returns
		 * @throws SQLException if a column is missing
		 */
		void read(Event event, ResultSet row) throws SQLException;

		/**
		 * SQLite: files for all events that were stored, if there are any.
		 * @param connection the transaction
		 * @param stored the events, by their places among those that the commit began
		 * with, from 0, in ascending order
		 * @throws SQLException to refuse the whole commit
		 */
		void insert(Connection connection, SortedMap<Integer, Event> stored) throws SQLException;

		/**
		 * Nothing was stored, because every event is known or because this process may
		 * not store now.
		 * @param connection the transaction
		 * @throws SQLException if the database does not answer
		 */
		void storedNothing(Connection connection) throws SQLException;

		/**
		 * All is durable. Called on the commit thread before the senders are answered, so
		 * it must be quick.
		 */
		void committed();

		/** Nothing was stored, as far as we know. */
		void rolledBack();

	}

	/**
	 * The parts of PostgreSQL's statement.
	 *
	 * @param admits a query; nothing is stored unless it has a row
	 * @param files an insert that selects from {@code arrived(position, seq,
	 * root_call_id)} and {@code stored(seq)}, and returns {@code event_seq} and other
	 * columns
	 */
	record Sql(String admits, String files) {
	}

}
