package io.switchboard.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.Lifecycle;

/**
 * Deletes a table's rows once they are too old, in the background. It pauses after each
 * step, so that others can use the store.
 */
public final class OldRows implements Lifecycle {

	private static final Logger log = LoggerFactory.getLogger(OldRows.class);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Store store;

	private final Duration keep;

	private final Step step;

	private final int size;

	private final PacedJob job;

	/** Deletes some rows. */
	@FunctionalInterface
	public interface Step {

		/**
		 * Deletes some of the rows that are older than a time.
		 * @param connection the transaction
		 * @param before the time
		 * @return how many were deleted
		 * @throws SQLException if the store refuses
		 */
		int delete(Connection connection, Instant before) throws SQLException;

	}

	/**
	 * Makes a job that is not started.
	 * @param store that has the table
	 * @param table its name
	 * @param keep how long a row is kept
	 * @param pace how long to wait before each run
	 * @param size how many rows a step deletes at most
	 * @param step deletes so many
	 */
	public OldRows(Store store, String table, Duration keep, Duration pace, int size, Step step) {
		this.store = store;
		this.keep = keep;
		this.size = size;
		this.step = step;
		this.job = new PacedJob(table, pace, PATIENCE, this::clean);
	}

	private void clean() {
		try {
			delete(Instant.now().minus(this.keep));
		}
		catch (SQLException ex) {
			log.debug("no old rows are deleted while the store is away", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Deletes all that is older than a time.
	 * @param before the time
	 * @throws SQLException if the store refuses
	 * @throws InterruptedException if it is stopped meanwhile
	 */
	public void delete(Instant before) throws SQLException, InterruptedException {
		boolean more = true;
		while (more) {
			long begun = System.nanoTime();
			int deleted = this.store.write((connection) -> this.step.delete(connection, before));
			more = deleted == this.size && this.job.mayGoOn(begun, 1);
		}
	}

	/** Begins; the first run is one pause from now. */
	@Override
	public void start() {
		this.job.start();
	}

	/** Ends, after the step that is under way. */
	@Override
	public void stop() {
		this.job.stop();
	}

	/** Whether it was started and not stopped. */
	@Override
	public boolean isRunning() {
		return this.job.isRunning();
	}

}
