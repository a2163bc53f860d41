package io.switchboard.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.Lifecycle;

/**
 * Work in the background that one node of several does at a time: a {@link PacedJob} with
 * a lease. A stop gives the lease back, so that another node need not wait for its end.
 */
public final class LedJob implements Lifecycle {

	private static final Logger log = LoggerFactory.getLogger(LedJob.class);

	private final Store store;

	private final String name;

	private final Leader leader;

	private final PacedJob job;

	private final String holder = UUID.randomUUID().toString();

	private volatile boolean leads;

	/**
	 * A job that has not started.
	 * @param store where the lease is kept
	 * @param name what its thread and its lease are called
	 * @param pace how long to wait before the first run and after each
	 * @param patience how long a stop waits for the step that is under way
	 * @param lease how long it is this node's turn without a renewal; much longer than a
	 * step
	 * @param run one run; what it throws is logged, and it runs again
	 */
	public LedJob(Store store, String name, Duration pace, Duration patience, Duration lease, Runnable run) {
		this.store = store;
		this.name = name;
		this.leader = new Leader(store, name, lease);
		this.job = new PacedJob(name, pace, patience, run);
	}

	/**
	 * Takes or keeps the lease, unless another node has it.
	 * @param now the time
	 * @return whether it is this node's turn
	 * @throws SQLException if the store cannot be reached
	 */
	public boolean leads(Instant now) throws SQLException {
		return this.store.write((connection) -> leads(connection, now));
	}

	/**
	 * Takes or keeps the lease within a transaction, unless another node has it.
	 * @param connection the transaction's connection
	 * @param now the time
	 * @return whether it is this node's turn
	 */
	public boolean leads(Connection connection, Instant now) {
		this.leads = this.leader.take(connection, this.holder, now);
		return this.leads;
	}

	/**
	 * Whether it is still this node's turn, in the transaction that writes the results.
	 * @param connection the transaction's connection
	 * @param now the time
	 * @return false if another node has taken over
	 */
	public boolean keeps(Connection connection, Instant now) {
		return this.leader.keep(connection, this.holder, now);
	}

	/**
	 * After a step: leaves the store to others for a while.
	 * @param begun when the step began, by {@link System#nanoTime}
	 * @param times how many times as long as the step took
	 * @return false if the job is to stop
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	public boolean mayGoOn(long begun, int times) throws InterruptedException {
		return this.job.mayGoOn(begun, times);
	}

	/**
	 * Whether it is to stop after the step that is under way.
	 * @return false before the first stop too
	 */
	public boolean isStopping() {
		return this.job.isStopping();
	}

	/**
	 * Whether it has started and not stopped.
	 * @return true between the two
	 */
	@Override
	public boolean isRunning() {
		return this.job.isRunning();
	}

	/** Starts it; the first run is one pause from now. */
	@Override
	public void start() {
		this.job.start();
	}

	/** Stops it after the step that is under way, and gives the lease back. */
	@Override
	public void stop() {
		boolean ended = this.job.stopAndWait();
		try {
			if (ended && this.leads) {
				this.leads = false;
				this.store.write((connection) -> this.leader.resign(connection, this.holder));
			}
		}
		catch (SQLException ex) {
			log.debug("the lease of {} ends by itself", this.name, ex);
		}
	}

}
