package io.switchboard.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/** SQLite: a file for one process, with one writer at a time. */
class Sqlite implements Dialect {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	/** TOOBIG, CONSTRAINT, MISMATCH. */
	private static final Set<Integer> REFUSED = Set.of(18, 19, 20);

	/**
	 * Writers queue here, because SQLite itself polls when it is busy. A queue is fair
	 * and quicker.
	 */
	private final ReentrantLock writer = new ReentrantLock(true);

	private final OpenedFile file = new OpenedFile();

	@Override
	public boolean isShared() {
		return false;
	}

	@Override
	public boolean keepsSessions() {
		return false;
	}

	@Override
	public <T> T choose(T sqlite, T postgresql) {
		return sqlite;
	}

	@Override
	public String isIn(String column) {
		return column + " in (select value from json_each(?))";
	}

	@Override
	public Object numbers(Collection<? extends Number> numbers) {
		// [1, 2] is JSON too
		return numbers.toString();
	}

	@Override
	public @Nullable Object time(@Nullable Instant time) {
		return (time != null) ? TIME.format(time) : null;
	}

	@Override
	public @Nullable Instant time(ResultSet rows, String column) throws SQLException {
		String time = rows.getString(column);
		return (time != null) ? Instant.parse(time) : null;
	}

	@Override
	public boolean refusesRow(SQLException ex) {
		return REFUSED.contains(ex.getErrorCode() & 0xFF);
	}

	@Override
	public Clock clock() {
		return Clock.systemUTC();
	}

	@Override
	public Map<String, String> durability(Connection connection) throws SQLException {
		return Durability.ask(connection, "pragma", "journal_mode", "synchronous");
	}

	/** 2 is FULL, 3 is EXTRA. */
	@Override
	public boolean isDurable(Map<String, String> durability) {
		return List.of("2", "3").contains(durability.get("synchronous"));
	}

	@Override
	public PreparedStatement keptByServer(Connection connection, String sql) throws SQLException {
		return connection.prepareStatement(sql);
	}

	@Override
	public boolean commitsEachStatement() {
		return false;
	}

	@Override
	public void begin(Connection connection) throws SQLException {
		// all settings belong to the connection
		this.file.mustBeThere(connection);
	}

	@Override
	public <T> T asWriter(Action<T> action) throws SQLException {
		Turn turn = takeTurn();
		try {
			return action.run();
		}
		finally {
			turn.end();
		}
	}

	@Override
	public Turn takeTurn() {
		this.writer.lock();
		return this.writer::unlock;
	}

}
