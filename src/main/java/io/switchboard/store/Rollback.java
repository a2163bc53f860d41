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

	/**
	 * PostgreSQL's driver throws this out of a batch whose connection is closed
	 * meanwhile. Whoever waits for the end of the transaction expects an exception.
	 */
	static SQLException lost(AssertionError ex) {
		return new SQLException("the driver broke off: " + ex.getMessage(), "08006", ex);
	}

	static <X extends Throwable> X of(Connection connection, X cause) {
		try {
			connection.rollback();
		}
		catch (SQLException ex) {
			cause.addSuppressed(ex);
		}
		return cause;
	}

}
