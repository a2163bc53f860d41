package io.switchboard.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Keeps SQLite's write-ahead log short. SQLite itself starts the log anew only when
 * nobody reads, which may never happen under load. It never shortens the file.
 */
class WriteAheadLog implements HealthIndicator, MeterBinder, DisposableBean {

	/** The file may keep this length, in bytes, because SQLite reuses it. */
	static final long KEPT_BYTES = 16L << 20;

	/** From this length on, a reader that holds up the log is logged. */
	private static final long MUCH = 256L << 20;

	private static final Duration PACE = Duration.ofSeconds(5);

	/** How long commits may wait for readers to end, so that the log can start anew. */
	private static final Duration PATIENCE = Duration.ofMillis(500);

	private static final Duration STOP = Duration.ofSeconds(5);

	private static final Logger log = LoggerFactory.getLogger(WriteAheadLog.class);

	private final Store store;

	private final String url;

	private final Path file;

	private final PacedJob job = new PacedJob("write-ahead-log", PACE, STOP, this::keepShort);

	private volatile boolean heldByReader;

	private boolean told;

	WriteAheadLog(Store store, String url) {
		this.store = store;
		this.url = url;
		this.file = Path
			.of(url.substring("jdbc:sqlite:".length()).replaceFirst("^file:", "").replaceFirst("\\?.*", "") + "-wal");
		this.job.start();
	}

	/** The length of the file, 0 where there is none. */
	long bytes() {
		try {
			return Files.size(this.file);
		}
		catch (IOException ex) {
			return 0;
		}
	}

	/** A failure is noted, and the next run tries again. */
	synchronized void keepShort() {
		try {
			if (bytes() > KEPT_BYTES) {
				this.heldByReader = !shorten();
				tell();
			}
			else {
				this.heldByReader = false;
				this.told = false;
			}
		}
		catch (Throwable ex) {
			log.warn("the write-ahead log is not shortened, trying again: {}", this.store.describe(ex));
		}
	}

	/** Tries to shorten the log; false if a reader needs its content. */
	private boolean shorten() throws SQLException {
		// of its own: the pool's connections wait longer
		try (Connection connection = DriverManager.getConnection(this.url);
				Statement statement = connection.createStatement()) {
			statement.execute("pragma busy_timeout = " + PATIENCE.toMillis());
			// the first part holds up nobody
			checkpoint(statement, "passive");
			return this.store
				.whileNobodyWrites(() -> checkpoint(statement, "passive") && checkpoint(statement, "truncate"));
		}
	}

	/** Whether the whole log was copied to the database. */
	private static boolean checkpoint(Statement statement, String mode) throws SQLException {
		try (ResultSet row = statement.executeQuery("pragma wal_checkpoint(" + mode + ")")) {
			return row.next() && row.getInt("busy") == 0 && row.getInt("log") == row.getInt("checkpointed");
		}
	}

	private void tell() {
		if (this.heldByReader && !this.told && bytes() > MUCH) {
			this.told = true;
			log.warn("SQLite's write-ahead log has grown to {} MB, because a reader of {} does not end", bytes() >> 20,
					this.file.getParent());
		}
	}

	@Override
	public Health health() {
		return Health.up().withDetail("bytes", bytes()).withDetail("held_by_reader", this.heldByReader).build();
	}

	@Override
	public void bindTo(MeterRegistry meters) {
		Gauge.builder("switchboard.store.wal", this, WriteAheadLog::bytes)
			.description("How long SQLite's write-ahead log is")
			.baseUnit("bytes")
			.register(meters);
	}

	@Override
	public void destroy() {
		this.job.stop();
	}

}
