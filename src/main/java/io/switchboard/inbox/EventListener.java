package io.switchboard.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Takes part in the commit that stores accepted events: what it files is there exactly
 * when they are.
 */
public interface EventListener {

	/**
	 * Files something for each event, within their transaction.
	 * @param connection the transaction
	 * @param events the accepted events, stored by now, not empty
	 * @return to be told how the transaction ended
	 * @throws SQLException to refuse the whole batch
	 */
	Filing file(Connection connection, List<Event> events) throws SQLException;

	/** How the transaction ended: exactly one of the two is called. */
	interface Filing {

		/**
		 * All is durable. Called on the commit thread, before the senders are answered:
		 * must be quick.
		 */
		void committed();

		/** Nothing was stored. */
		void rolledBack();

	}

}
