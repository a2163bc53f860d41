package io.switchboard.delivery.table;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import io.switchboard.answers.SentSettings;
import io.switchboard.store.PacedJob;
import io.switchboard.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Deletes copies of what was sent once they are too old, whatever becomes of their
 * events.
 */
@Component
class SentRetention implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(SentRetention.class);

	private final Store store;

	private final SentTable table;

	private final SentSettings settings;

	private final PacedJob job = new PacedJob("sent", Duration.ofMinutes(10), Duration.ofSeconds(5), this::clean);

	SentRetention(Store store, SentSettings settings) {
		this.store = store;
		this.table = new SentTable(store);
		this.settings = settings;
	}

	private void clean() {
		try {
			delete(Instant.now().minus(this.settings.retention()));
		}
		catch (SQLException ex) {
			log.debug("no copies are deleted while the store is away", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Deletes what was sent before a time. */
	void delete(Instant before) throws SQLException, InterruptedException {
		boolean more = true;
		while (more) {
			long begun = System.nanoTime();
			int deleted = this.store.write((connection) -> this.table.deleteOld(connection, before));
			more = deleted == SentTable.STEP && this.job.mayGoOn(begun, 1);
		}
	}

	@Override
	public void start() {
		this.job.start();
	}

	@Override
	public void stop() {
		this.job.stop();
	}

	@Override
	public boolean isRunning() {
		return this.job.isRunning();
	}

}
