package io.switchboard.bulk;

import java.time.Duration;
import java.util.List;

import io.switchboard.store.BackgroundWork;
import io.switchboard.store.LedJob;
import io.switchboard.store.Store;
import io.switchboard.text.RepeatedFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.context.Lifecycle;
import org.springframework.stereotype.Component;

/** Runs the bulk operations, once a second, on one node. */
@Component
class BulkJob implements BackgroundWork {

	private static final Logger log = LoggerFactory.getLogger(BulkJob.class);

	private static final Duration PACE = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/** Much longer than one part takes. */
	private static final Duration TURN = Duration.ofSeconds(5);

	/** How long one of them runs before the lease is renewed. */
	private static final Duration LONGEST = Duration.ofMillis(500);

	private final BulkTable table;

	private final BulkSteps steps;

	private final Store store;

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.WARN,
			"a bulk operation cannot go on, trying again");

	private final LedJob job;

	BulkJob(BulkTable table, BulkSteps steps, Store store) {
		this.table = table;
		this.steps = steps;
		this.store = store;
		this.job = new LedJob(store, "bulk", PACE, PATIENCE, TURN, this::tick);
	}

	private void tick() {
		try {
			List<Bulk> running = this.table.running();
			if (!running.isEmpty() && this.job.leads(this.store.clock().instant())) {
				for (Bulk each : running) {
					goOn(each);
				}
			}
			this.store.works(this.outage);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Exception ex) {
			this.store.failed(this.outage, 1, ex);
		}
	}

	private void goOn(Bulk bulk) throws Exception {
		long end = System.nanoTime() + LONGEST.toNanos();
		Bulk now = bulk;
		long begun = System.nanoTime();
		while (this.steps.step(now) && System.nanoTime() < end && this.job.mayGoOn(begun, 1)) {
			begun = System.nanoTime();
			now = this.table.find(bulk.id()).orElseThrow();
		}
	}

	@Override
	public Lifecycle job() {
		return this.job;
	}

}
