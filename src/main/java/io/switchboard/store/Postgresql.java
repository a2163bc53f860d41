package io.switchboard.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/** PostgreSQL, which several nodes may share, perhaps with a pooler in between. */
class Postgresql implements Dialect {

	private final DataSource dataSource;

	private final boolean pooled;

	/** {@code pooled} says that sessions are shared, see {@link Pooler}. */
	Postgresql(DataSource dataSource, boolean pooled) {
		this.dataSource = dataSource;
		this.pooled = pooled;
	}

	@Override
	public boolean isShared() {
		return true;
	}

	@Override
	public boolean keepsSessions() {
		return !this.pooled;
	}

	@Override
	public <T> T choose(T sqlite, T postgresql) {
		return postgresql;
	}

	@Override
	public String isIn(String column) {
		return column + " = any(?)";
	}

	@Override
	public Object numbers(Collection<? extends Number> numbers) {
		return numbers.stream().map(Number::longValue).toArray(Long[]::new);
	}

	@Override
	public @Nullable Object time(@Nullable Instant time) {
		return (time != null) ? OffsetDateTime.ofInstant(time.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC) : null;
	}

	@Override
	public @Nullable Instant time(ResultSet rows, String column) throws SQLException {
		OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	@Override
	public boolean refusesRow(SQLException ex) {
		String state = ex.getSQLState();
		return state != null && (state.startsWith("22") || state.startsWith("23"));
	}

	@Override
	public Clock clock() {
		return new DatabaseClock(this.dataSource);
	}

	@Override
	public Map<String, String> durability(Connection connection) throws SQLException {
		return Durability.ask(connection, "show", "fsync", "synchronous_commit", "full_page_writes");
	}

	@Override
	public boolean isDurable(Map<String, String> durability) {
		return "on".equals(durability.get("fsync")) && !"off".equals(durability.get("synchronous_commit"))
				&& "on".equals(durability.get("full_page_writes"));
	}

	/**
	 * Only these statements are planned once. All others are planned each time, for the
	 * present size of the tables. That costs part of a millisecond; an old plan may cost
	 * seconds once the tables have grown. Behind a pooler no plan is kept.
	 */
	@Override
	public PreparedStatement keptByServer(Connection connection, String sql) throws SQLException {
		PreparedStatement statement = connection.prepareStatement(sql);
		if (!this.pooled) {
			statement.unwrap(PGStatement.class).setPrepareThreshold(1);
		}
		return statement;
	}

	/**
	 * A pooler may give the next transaction another session, without our settings.
	 */
	@Override
	public boolean commitsEachStatement() {
		return !this.pooled;
	}

	@Override
	public void begin(Connection connection) throws SQLException {
		if (this.pooled) {
			try (Statement statement = connection.createStatement()) {
				statement.execute(Pooler.TRANSACTION_SETTINGS);
			}
		}
	}

	@Override
	public <T> T asWriter(Action<T> action) throws SQLException {
		return action.run();
	}

	@Override
	public Turn takeTurn() {
		return () -> {
			// many write at once
		};
	}

}
