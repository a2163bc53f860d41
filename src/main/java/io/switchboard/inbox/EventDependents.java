package io.switchboard.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** What another room keeps for events. It is gone before the event goes. */
public interface EventDependents {

	/**
	 * How far what is kept for events is done with.
	 * @param seqs the events' numbers
	 * @return by number, whether all of it is done; events for which nothing is kept are
	 * left out
	 */
	Map<Long, Boolean> done(Collection<Long> seqs);

	/**
	 * Deletes what is kept for events, of each all or nothing: nothing goes where
	 * anything is under way, or held by another transaction.
	 * @param connection the transaction
	 * @param seqs the events' numbers
	 * @return what is gone
	 * @throws SQLException if the database cannot be reached
	 */
	Deleted delete(Connection connection, Collection<Long> seqs) throws SQLException;

	/**
	 * What is gone.
	 *
	 * @param seqs the numbers of the events for which nothing is kept any longer
	 * @param deliveries how many deliveries
	 * @param attempts how many attempts
	 */
	record Deleted(Set<Long> seqs, long deliveries, long attempts) {
	}

	/**
	 * The events for which anything is kept, as the transaction sees it.
	 * @param connection the transaction
	 * @param seqs the events' numbers
	 * @return those of them
	 * @throws SQLException if the database cannot be reached
	 */
	Set<Long> kept(Connection connection, Collection<Long> seqs) throws SQLException;

}
