package io.switchboard.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Reads an event as the inbox does, without a running inbox. */
public final class EventReader {

	private EventReader() {
	}

	/**
	 * Reads it.
	 * @param body the raw bytes
	 * @return what would be kept, perhaps in quarantine
	 */
	public static Event read(byte[] body) {
		return read(body, Instant.now());
	}

	/**
	 * Reads it.
	 * @param body the raw bytes
	 * @param receivedAt when it came in
	 * @return what would be kept, perhaps in quarantine
	 */
	public static Event read(byte[] body, Instant receivedAt) {
		return new EventParser().parse(body, receivedAt).event();
	}

	/**
	 * The number of an event that is kept.
	 * @param connection to the store, which need not be writable
	 * @param id the event's
	 * @return our own number; empty if there is none of that id
	 * @throws SQLException if the store cannot be read
	 */
	public static Optional<Long> number(Connection connection, String id) throws SQLException {
		try (PreparedStatement select = connection
			.prepareStatement("select seq from event where id = ? order by seq limit 1")) {
			select.setString(1, id);
			try (ResultSet rows = select.executeQuery()) {
				return rows.next() ? Optional.of(rows.getLong("seq")) : Optional.empty();
			}
		}
	}

	/**
	 * The body of an event that is kept.
	 * @param connection to the store, which need not be writable
	 * @param id the event's
	 * @return as it came in; empty if there is none of that id
	 * @throws SQLException if the store cannot be read
	 */
	public static Optional<byte[]> stored(Connection connection, String id) throws SQLException {
		try (PreparedStatement select = connection
			.prepareStatement("select body from event where id = ? order by seq limit 1")) {
			select.setString(1, id);
			try (ResultSet rows = select.executeQuery()) {
				return rows.next() ? Optional.of(rows.getBytes("body")) : Optional.empty();
			}
		}
	}

}
