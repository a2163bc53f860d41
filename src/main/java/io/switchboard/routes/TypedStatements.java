package io.switchboard.routes;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.component.jdbc.DefaultJdbcPrepareStatementStrategy;
import org.apache.camel.support.LRUCacheFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Binds the parameters of every statement. A value that its column cannot hold becomes
 * null, on all databases alike. So the row is always written, and the body of the event
 * still has the value.
 */
@Component
class TypedStatements extends DefaultJdbcPrepareStatementStrategy {

	/** A bound for the cache, because a route may build its statements. */
	private static final int KEPT = 1_000;

	/** By database and statement, in the order of its parameters. */
	private final Map<String, List<Column>> kinds = LRUCacheFactory.newLRUCache(KEPT);

	/** By the statement with its names. */
	private final Map<String, String> prepared = LRUCacheFactory.newLRUCache(KEPT);

	@Override
	public String prepareQuery(String query, boolean allowNamedParameters) throws SQLException {
		if (!allowNamedParameters) {
			return super.prepareQuery(query, false);
		}
		String known = this.prepared.get(query);
		if (known == null) {
			known = super.prepareQuery(query, true);
			this.prepared.put(query, known);
		}
		return known;
	}

	@Override
	public Iterator<?> createPopulateIterator(String query, String preparedQuery, int expectedParams, Exchange exchange,
			Object value) throws SQLException {
		return new Values(preparedQuery,
				super.createPopulateIterator(query, preparedQuery, expectedParams, exchange, value));
	}

	@Override
	public void populateStatement(PreparedStatement statement, Iterator<?> iterator, int expectedParams)
			throws SQLException {
		List<Column> kinds = (iterator instanceof Values values) ? kinds(statement, values.sql) : List.of();
		List<@Nullable Object> fitting = new ArrayList<>();
		for (int i = 0; iterator.hasNext(); i++) {
			Column kind = (i < kinds.size()) ? kinds.get(i) : ColumnKind.OTHER;
			fitting.add(kind.fit(iterator.next()));
		}
		super.populateStatement(statement, fitting.iterator(), expectedParams);
	}

	private List<Column> kinds(PreparedStatement statement, String sql) throws SQLException {
		DatabaseMetaData database = statement.getConnection().getMetaData();
		String key = database.getURL() + "\n" + sql;
		List<Column> known = this.kinds.get(key);
		if (known == null) {
			known = switch (database.getDatabaseProductName()) {
				case "PostgreSQL" -> described(statement.getParameterMetaData());
				case "SQLite" -> lookedUp(sql, statement.getConnection());
				case "MariaDB", "MySQL" -> MariaDbStatements.columns(statement.getConnection(), sql);
				default -> List.of();
			};
			this.kinds.put(key, known);
		}
		return known;
	}

	/**
	 * By a connection of its own: a transaction that begins by reading cannot write once
	 * another has written, and SQLite refuses it at once.
	 */
	private static List<Column> lookedUp(String sql, Connection writes) throws SQLException {
		try (Connection reads = DriverManager.getConnection(writes.getMetaData().getURL())) {
			return StatementColumns.of(sql).kinds(reads);
		}
	}

	/** PostgreSQL itself says what it takes in each place. */
	private static List<Column> described(ParameterMetaData parameters) throws SQLException {
		List<Column> kinds = new ArrayList<>();
		for (int i = 1; i <= parameters.getParameterCount(); i++) {
			kinds.add(ColumnKind.of(parameters.getParameterTypeName(i)));
		}
		return List.copyOf(kinds);
	}

	/** Values that know which statement they are for. */
	private static final class Values implements Iterator<@Nullable Object> {

		private final String sql;

		private final Iterator<?> values;

		private Values(String sql, Iterator<?> values) {
			this.sql = sql;
			this.values = values;
		}

		@Override
		public boolean hasNext() {
			return this.values.hasNext();
		}

		@Override
		public @Nullable Object next() {
			return this.values.next();
		}

	}

}
