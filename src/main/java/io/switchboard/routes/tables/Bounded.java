package io.switchboard.routes.tables;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Supplier;

import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;

/** A trial that ends, whatever stands in the files: a query may have no end. */
final class Bounded {

	/**
	 * SQLite looks at the clock after so many steps of its machine: some milliseconds.
	 */
	private static final int STEPS = 100_000;

	/** PostgreSQL has the rows too, and a new index on a large table takes its time. */
	private static final int LONGER = 30;

	private Bounded() {
	}

	static <T> T run(Connection connection, String kind, Duration patience, Supplier<T> trial) throws SQLException {
		if (!kind.equals(TableFile.SQLITE)) {
			try (Statement statement = connection.createStatement()) {
				statement.execute("set local statement_timeout = " + patience.multipliedBy(LONGER).toMillis());
			}
			return trial.get();
		}
		SQLiteConnection sqlite = connection.unwrap(SQLiteConnection.class);
		long end = System.nanoTime() + patience.toNanos();
		ProgressHandler.setHandler(sqlite, STEPS, new ProgressHandler() {

			@Override
			protected int progress() {
				return (System.nanoTime() > end) ? 1 : 0;
			}

		});
		try {
			return trial.get();
		}
		finally {
			ProgressHandler.clearHandler(sqlite);
		}
	}

}
