package io.switchboard.store;

import java.sql.Connection;
import java.sql.SQLException;

import org.springframework.dao.DataAccessException;

/** What becomes of a transaction that failed. */
final class Rollback {

	private Rollback() {
	}

	/** What the database said, where Spring's client translated it. */
	static SQLException reason(DataAccessException ex) {
		if (ex.getRootCause() instanceof SQLException said) {
			return said;
		}
		throw ex;
	}

	static void of(Connection connection, Exception cause) {
		try {
			connection.rollback();
		}
		catch (SQLException ex) {
			cause.addSuppressed(ex);
		}
	}

}
