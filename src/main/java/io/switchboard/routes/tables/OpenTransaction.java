package io.switchboard.routes.tables;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A transaction that only its owner can end. A commit by other code has no effect; the
 * owner commits all of it, or nothing.
 */
final class OpenTransaction {

	private final Connection connection;

	private final boolean sqlite;

	private boolean open = true;

	private boolean autoCommit = true;

	/**
	 * Begins it.
	 * @param connection which is in no transaction
	 */
	OpenTransaction(Connection connection) throws SQLException {
		this.connection = connection;
		this.sqlite = Kind.of(connection).equals(TableFile.SQLITE);
		if (this.sqlite) {
			// SQLite refuses a transaction that reads first and then writes, if another
			// wrote meanwhile
			execute("begin immediate");
		}
		else {
			connection.setAutoCommit(false);
			// a wait for a table would hold up all later statements
			execute("set local lock_timeout = '5s'");
		}
	}

	/** Each connection of it is this one. */
	DataSource dataSource() {
		Connection kept = (Connection) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					switch (method.getName()) {
						case "setAutoCommit" -> this.autoCommit = (boolean) arguments[0];
						case "getAutoCommit" -> {
							return this.autoCommit;
						}
						case "commit" -> {
							return null;
						}
						case "rollback" -> {
							if (arguments == null || arguments.length == 0) {
								rollback();
								return null;
							}
							return invoked(method, arguments);
						}
						default -> {
							return invoked(method, arguments);
						}
					}
					return null;
				});
		return new SingleConnectionDataSource(kept, true);
	}

	private Object invoked(java.lang.reflect.Method method, Object[] arguments) throws Throwable {
		try {
			return method.invoke(this.connection, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	void commit() throws SQLException {
		end("commit");
	}

	/** Rolls all of it back. */
	void rollback() throws SQLException {
		end("rollback");
	}

	private void end(String how) throws SQLException {
		if (!this.open) {
			return;
		}
		this.open = false;
		if (this.sqlite) {
			try {
				execute(how);
			}
			catch (SQLException ex) {
				// SQLite rolls back by itself when it stops a statement, or the disk is
				// full
				if (!how.equals("rollback") || !String.valueOf(ex.getMessage()).contains("no transaction is active")) {
					throw ex;
				}
			}
		}
		else if (how.equals("commit")) {
			this.connection.commit();
			this.connection.setAutoCommit(true);
		}
		else {
			this.connection.rollback();
			this.connection.setAutoCommit(true);
		}
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
