package io.switchboard.store;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.Lifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Work in the background, on a thread of its own: run again and again with a pause in
 * between, stopped after the step that is under way. It leaves the store to others for as
 * long as it has kept it busy.
 */
public final class PacedJob implements Lifecycle {

	private static final Logger log = LoggerFactory.getLogger(PacedJob.class);

	private final String name;

	private final Duration pace;

	private final Duration patience;

	private final Runnable run;

	private volatile @Nullable ScheduledExecutorService thread;

	private volatile CountDownLatch stopping = new CountDownLatch(1);

	/**
	 * A job that has not started.
	 * @param name what its thread is called
	 * @param pace how long to wait before the first run and after each
	 * @param patience how long a stop waits for the step that is under way
	 * @param run one run; what it throws is logged, and it runs again
	 */
	public PacedJob(String name, Duration pace, Duration patience, Runnable run) {
		this.name = name;
		this.pace = pace;
		this.patience = patience;
		this.run = run;
	}

	/** Starts it; the first run is one pause from now. */
	@Override
	public void start() {
		start(this.pace);
	}

	/**
	 * Starts it.
	 * @param first how long before the first run
	 */
	public void start(Duration first) {
		this.stopping = new CountDownLatch(1);
		CustomizableThreadFactory threads = new CustomizableThreadFactory(this.name + "-");
		threads.setDaemon(true);
		ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(threads);
		thread.scheduleWithFixedDelay(this::runQuietly, first.toMillis(), this.pace.toMillis(), TimeUnit.MILLISECONDS);
		this.thread = thread;
	}

	/** A scheduled task that throws is never run again. */
	private void runQuietly() {
		try {
			this.run.run();
		}
		catch (Throwable ex) {
			log.error("{}", this.name, ex);
		}
	}

	/**
	 * After a step: leaves the store to others for a while.
	 * @param begun when the step began, by {@link System#nanoTime}
	 * @param times how many times as long as the step took
	 * @return false if the job is to stop
	 * @throws InterruptedException if the thread is interrupted meanwhile
	 */
	public boolean mayGoOn(long begun, int times) throws InterruptedException {
		return !this.stopping.await(times * (System.nanoTime() - begun), TimeUnit.NANOSECONDS);
	}

	/** Ends the job, because all work is done. To be called by the job itself. */
	public void end() {
		ScheduledExecutorService thread = this.thread;
		if (thread != null) {
			thread.shutdown();
		}
	}

	/**
	 * Whether it is to stop after the step that is under way.
	 * @return false before the first stop too
	 */
	public boolean isStopping() {
		return this.stopping.getCount() == 0;
	}

	/**
	 * Whether it has started and not stopped.
	 * @return true between the two
	 */
	@Override
	public boolean isRunning() {
		return this.thread != null;
	}

	/** Stops it after the step that is under way, and waits for that step. */
	@Override
	public void stop() {
		stopAndWait();
	}

	/**
	 * Stops it after the step that is under way, and waits for that step.
	 * @return false if the step was still under way when the patience ended
	 */
	public boolean stopAndWait() {
		this.stopping.countDown();
		ScheduledExecutorService thread = this.thread;
		if (thread == null) {
			return true;
		}
		this.thread = null;
		thread.shutdown();
		try {
			return thread.awaitTermination(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
