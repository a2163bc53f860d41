package io.switchboard.routes;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.switchboard.store.Store;
import org.apache.camel.component.jdbc.ConnectionStrategy;

import org.springframework.stereotype.Component;

/**
 * The connections of {@code jdbc:}. On SQLite, a route that writes to the store waits for
 * its turn, as commits of events do, instead of polling.
 */
@Component
class StatementConnections implements ConnectionStrategy {

	private final Store store;

	StatementConnections(Store store) {
		this.store = store;
	}

	@Override
	public Connection getConnection(DataSource pool) throws SQLException {
		return this.store.connection(pool);
	}

	@Override
	public boolean isConnectionTransactional(Connection connection, DataSource pool) {
		return false;
	}

}
