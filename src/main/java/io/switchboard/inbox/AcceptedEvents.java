package io.switchboard.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads accepted events, newest first, a page at a time. It works without a running
 * inbox, too.
 */
public final class AcceptedEvents {

	private static final DateTimeFormatter SQLITE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private static final String WANTED = " from event where status = 'accepted' and received_at >= ? ";

	private AcceptedEvents() {
	}

	/**
	 * A page of events, and the beginning of the next page.
	 *
	 * @param events the events that can still be read, with their fields
	 * @param next to be given as {@code before}; 0 after the last page
	 */
	public record Page(List<Event> events, long next) {
	}

	/**
	 * Counts the accepted events.
	 * @param connection to the store, which need not be writable
	 * @param since those that came in from then on
	 * @param limit where counting stops
	 * @return at most the limit
	 * @throws SQLException if the store cannot be read
	 */
	public static long count(Connection connection, Instant since, int limit) throws SQLException {
		try (PreparedStatement select = connection
			.prepareStatement("select count(*) from (select 1" + WANTED + "limit ?) wanted")) {
			select.setObject(1, time(connection, since));
			select.setInt(2, limit);
			try (ResultSet row = select.executeQuery()) {
				return row.next() ? row.getLong(1) : 0;
			}
		}
	}

	/**
	 * A page of them.
	 * @param connection to the store, which need not be writable
	 * @param since those that came in from then on
	 * @param before where the page begins, or {@link Long#MAX_VALUE}
	 * @param size how many at most
	 * @return newest first
	 * @throws SQLException if the store cannot be read
	 */
	public static Page page(Connection connection, Instant since, long before, int size) throws SQLException {
		List<Event> events = new ArrayList<>();
		long last = 0;
		int number = 0;
		EventParser parser = new EventParser();
		try (PreparedStatement select = connection
			.prepareStatement("select seq, id, received_at, body" + WANTED + "and seq < ? order by seq desc limit ?")) {
			select.setObject(1, time(connection, since));
			select.setLong(2, before);
			select.setInt(3, size);
			try (ResultSet rows = select.executeQuery()) {
				while (rows.next()) {
					number++;
					last = rows.getLong("seq");
					Event event = parser.parse(rows.getBytes("body"), time(connection, rows)).event();
					if (event.status() == EventStatus.ACCEPTED && event.id().equals(rows.getString("id"))) {
						events.add(event.stored(last));
					}
				}
			}
		}
		return new Page(events, (number == size) ? last : 0);
	}

	private static Object time(Connection connection, Instant time) throws SQLException {
		return isSqlite(connection) ? SQLITE_TIME.format(time) : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
	}

	private static Instant time(Connection connection, ResultSet row) throws SQLException {
		return isSqlite(connection) ? Instant.parse(row.getString("received_at"))
				: row.getObject("received_at", OffsetDateTime.class).toInstant();
	}

	private static boolean isSqlite(Connection connection) throws SQLException {
		return connection.getMetaData().getURL().startsWith("jdbc:sqlite:");
	}

}
