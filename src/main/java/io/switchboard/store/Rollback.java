package io.switchboard.store;

import java.sql.Connection;
import java.sql.SQLException;

import org.springframework.dao.DataAccessException;

/** Rolls back a failed transaction. */
final class Rollback {

	private Rollback() {
	}

	/** The database's exception behind that of Spring's client. */
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
