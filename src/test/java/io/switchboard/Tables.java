package io.switchboard;

import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.awaitility.Awaitility.await;

/** The tables of a Switchboard that runs. */
public final class Tables {

	private Tables() {
	}

	/** Deletes all rows; deliveries that are under way may be in the way for a moment. */
	public static void empty(JdbcTemplate jdbc, String... tables) {
		for (String table : tables) {
			await().ignoreException(PessimisticLockingFailureException.class)
				.until(() -> jdbc.update("delete from " + table) >= 0);
		}
	}

}
