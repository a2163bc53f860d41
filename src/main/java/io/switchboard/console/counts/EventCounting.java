package io.switchboard.console.counts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.switchboard.store.Store;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/** Counts the events that came in, now and then, beside all that matters more. */
@Component
class EventCounting {

	private static final Logger log = LoggerFactory.getLogger(EventCounting.class);

	private static final Duration PACE = Duration.ofSeconds(10);

	/** Longer than a commit may take. */
	static final Duration LAG = Duration.ofSeconds(10);

	static final Duration KEPT = Duration.ofDays(90);

	private static final int BATCH = 5000;

	private static final int RUNS_PER_CLEANING = 360;

	private static final long PATIENCE_SECONDS = 5;

	private final EventCountTable table;

	private final Store store;

	private final Clock clock = Clock.systemUTC();

	private final CountDownLatch closed = new CountDownLatch(1);

	private final ScheduledExecutorService thread;

	private long runs;

	EventCounting(EventCountTable table, Store store) {
		this.table = table;
		this.store = store;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("event-counting-");
		threads.setDaemon(true);
		this.thread = Executors.newSingleThreadScheduledExecutor(threads);
		this.thread.scheduleWithFixedDelay(this::run, PACE.toMillis(), PACE.toMillis(), TimeUnit.MILLISECONDS);
	}

	/** Must not throw: a scheduled task that throws is never run again. */
	private void run() {
		try {
			Instant now = this.clock.instant();
			boolean more = true;
			while (more) {
				long start = System.nanoTime();
				more = this.table.count(now.minus(LAG), BATCH) == BATCH;
				// five times as long as we kept it busy, the store is everybody else's
				more &= !this.closed.await(5 * (System.nanoTime() - start), TimeUnit.NANOSECONDS);
			}
			if (this.runs++ % RUNS_PER_CLEANING == 0) {
				this.table.forget(now.minus(KEPT));
			}
		}
		catch (Throwable ex) {
			log.debug("events are not counted, trying again: {}", this.store.describe(ex), ex);
		}
	}

	@PreDestroy
	void close() throws InterruptedException {
		this.closed.countDown();
		this.thread.shutdown();
		this.thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
	}

}
