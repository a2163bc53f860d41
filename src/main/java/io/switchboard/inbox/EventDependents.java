package io.switchboard.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** The rows that another room keeps for events. They are deleted before the event. */
public interface EventDependents {

	/**
	 * Says for which events all rows may be deleted.
	 * @param seqs the events' numbers
	 * @return by number, whether all rows of the event are done; events without rows are
	 * left out
	 */
	Map<Long, Boolean> done(Collection<Long> seqs);

	/**
	 * Deletes the rows of events, for each event all or none. It deletes none if one is
	 * under way, or locked by another transaction.
	 * @param connection the transaction
	 * @param seqs the events' numbers
	 * @return what was deleted
	 * @throws SQLException if the database cannot be reached
	 */
	Deleted delete(Connection connection, Collection<Long> seqs) throws SQLException;

	/**
	 * What was deleted.
	 *
	 * @param seqs the numbers of the events that have no rows any more
	 * @param deliveries how many deliveries
	 * @param attempts how many attempts
	 */
	record Deleted(Set<Long> seqs, long deliveries, long attempts) {
	}

	/**
	 * The events that have rows, as the transaction sees it.
	 * @param connection the transaction
	 * @param seqs the events' numbers
	 * @return those of them
	 * @throws SQLException if the database cannot be reached
	 */
	Set<Long> kept(Connection connection, Collection<Long> seqs) throws SQLException;

}
