package io.switchboard.routes.tables;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A transaction that others cannot end: who commits within it goes on in it, until its
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
			// SQLite refuses at once who reads first and writes then, if another wrote
			// meanwhile
			execute("begin immediate");
		}
		else {
			connection.setAutoCommit(false);
			// who waits for a table stops all that wait behind it
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

	/** Nothing of it stays. */
	void rollback() throws SQLException {
		end("rollback");
	}

	private void end(String how) throws SQLException {
		if (!this.open) {
			return;
		}
		this.open = false;
		if (this.sqlite) {
			execute(how);
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
