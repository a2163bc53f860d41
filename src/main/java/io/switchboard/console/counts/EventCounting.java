package io.switchboard.console.counts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.switchboard.store.PacedJob;
import io.switchboard.store.Store;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/** Counts events now and then, without disturbing more important work. */
@Component
class EventCounting {

	private static final Logger log = LoggerFactory.getLogger(EventCounting.class);

	private static final Duration PACE = Duration.ofSeconds(10);

	/** Longer than a commit takes. */
	static final Duration LAG = Duration.ofSeconds(10);

	static final Duration KEPT = Duration.ofDays(90);

	private static final int BATCH = 5000;

	private static final int RUNS_PER_CLEANING = 360;

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final EventCountTable table;

	private final Store store;

	private final Clock clock = Clock.systemUTC();

	private final PacedJob job = new PacedJob("event-counting", PACE, PATIENCE, this::run);

	private long runs;

	EventCounting(EventCountTable table, Store store) {
		this.table = table;
		this.store = store;
		this.job.start();
	}

	private void run() {
		try {
			Instant now = this.clock.instant();
			boolean more = true;
			while (more) {
				long start = System.nanoTime();
				more = this.table.count(now.minus(LAG), BATCH) == BATCH;
				more &= this.job.mayGoOn(start, 5);
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
	void close() {
		this.job.stop();
	}

}
