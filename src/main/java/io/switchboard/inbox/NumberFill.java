package io.switchboard.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.switchboard.store.PacedJob;
import io.switchboard.store.Store;
import io.switchboard.text.RepeatedFailure;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Fills in the telephone numbers of events that an older Switchboard stored, so that they
 * are found by number as newer events are. It runs once, in the background, in small
 * steps. Several nodes share the work.
 */
@Component
class NumberFill {

	private static final Logger log = LoggerFactory.getLogger(NumberFill.class);

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.WARN,
			"the numbers of older events are not read, trying again");

	private static final int STEP = 100;

	private static final Duration PAUSE = Duration.ofMinutes(1);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String POSITION = "select seq, until_seq from event_number_position";

	private static final String EVENTS = """
			select seq, body, src_number, dst_number from event where seq > ? and seq <= ? order by seq limit\s"""
			+ STEP;

	private final Store store;

	private final EventParser parser = new EventParser();

	private final PacedJob job = new PacedJob("number-fill", PAUSE, PATIENCE, this::run);

	NumberFill(Store store) {
		this.store = store;
	}

	@EventListener(ApplicationReadyEvent.class)
	void start() {
		this.job.start(Duration.ZERO);
	}

	/** Goes on until all is read; after a failure, in a minute. */
	void run() {
		try {
			if (isDone()) {
				this.job.end();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** False if the store failed. */
	private boolean isDone() throws InterruptedException {
		try {
			boolean more = true;
			while (more) {
				long begun = System.nanoTime();
				more = this.store.write(this::step);
				more = more && this.job.mayGoOn(begun, 1);
			}
			this.store.works(this.outage);
			return true;
		}
		catch (SQLException | RuntimeException ex) {
			this.store.failed(this.outage, 1, ex);
			log.debug("the reason", ex);
			return false;
		}
	}

	/** Does one step; true if there are more events. */
	private boolean step(Connection connection) throws SQLException {
		long from;
		long until;
		String lock = this.store.dialect().choose("", " for update");
		try (PreparedStatement select = connection.prepareStatement(POSITION + lock);
				ResultSet row = select.executeQuery()) {
			if (!row.next()) {
				return false;
			}
			from = row.getLong("seq");
			until = row.getLong("until_seq");
		}
		if (from >= until) {
			return false;
		}
		long last = fill(connection, from, until);
		try (PreparedStatement update = connection.prepareStatement("update event_number_position set seq = ?")) {
			update.setLong(1, last);
			update.executeUpdate();
		}
		return last < until;
	}

	private long fill(Connection connection, long from, long until) throws SQLException {
		int rows = 0;
		long last = from;
		try (PreparedStatement select = connection.prepareStatement(EVENTS);
				PreparedStatement update = connection
					.prepareStatement("update event set src_number = ?, dst_number = ? where seq = ?")) {
			select.setLong(1, from);
			select.setLong(2, until);
			try (ResultSet row = select.executeQuery()) {
				for (; row.next(); rows++) {
					last = row.getLong("seq");
					NewEvent event = this.parser.parse(row.getBytes("body"), Instant.EPOCH);
					if (!Objects.equals(event.srcNumber(), row.getString("src_number"))
							|| !Objects.equals(event.dstNumber(), row.getString("dst_number"))) {
						update.setString(1, event.srcNumber());
						update.setString(2, event.dstNumber());
						update.setLong(3, last);
						update.addBatch();
					}
				}
			}
			update.executeBatch();
		}
		return (rows < STEP) ? until : last;
	}

	/** Ends after the step that is under way. */
	@PreDestroy
	void close() {
		this.job.stop();
	}

}
