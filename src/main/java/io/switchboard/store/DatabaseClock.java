package io.switchboard.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

import javax.sql.DataSource;

/** PostgreSQL's time, or our own while it does not answer. */
class DatabaseClock extends Clock {

	private final DataSource dataSource;

	DatabaseClock(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public Instant instant() {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select clock_timestamp()")) {
			row.next();
			return row.getObject(1, OffsetDateTime.class).toInstant();
		}
		catch (SQLException ex) {
			return Instant.now();
		}
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException();
	}

}
