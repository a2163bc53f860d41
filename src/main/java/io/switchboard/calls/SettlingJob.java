package io.switchboard.calls;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.switchboard.calls.SettlingTable.Open;
import io.switchboard.declared.Gives;
import io.switchboard.store.BackgroundWork;
import io.switchboard.store.LedJob;
import io.switchboard.store.Store;
import io.switchboard.text.RepeatedFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.Lifecycle;
import org.springframework.stereotype.Component;

/**
 * Settles calls that are over: files one event {@code call.settled} for each. It finds
 * them by an index. One node does it at a time. If two do, or after a crash, the id of
 * the event still keeps it to one.
 */
@Gives({ "outcome", "end_time", "wait_seconds", "talk_seconds", "answered_by", "queue", "queues", "legs", "transfers",
		"overflows", "recordings", "leg_count", "transfer_count", "overflow_count", "recording_count", "told_missed",
		"told_ended", "corrects", "corrected_outcome" })
@Component
class SettlingJob implements BackgroundWork {

	private static final Logger log = LoggerFactory.getLogger(SettlingJob.class);

	private static final Duration PACE = Duration.ofMillis(500);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration LEASE = Duration.ofSeconds(30);

	private static final int BATCH = 100;

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.WARN,
			"calls cannot be settled, trying again");

	private final Store store;

	private final SettlingTable table;

	private final SettledFiling settlement;

	private final Clock clock;

	private final LedJob job;

	@Autowired
	SettlingJob(Store store, SettlingTable table, SettledFiling settlement) {
		this(store, table, settlement, store.clock());
	}

	SettlingJob(Store store, SettlingTable table, SettledFiling settlement, Clock clock) {
		this.store = store;
		this.table = table;
		this.settlement = settlement;
		this.clock = clock;
		this.job = new LedJob(store, "settling", PACE, PATIENCE, LEASE, this::run);
	}

	/** Settles the calls that are due, unless another node does it now. */
	void run() {
		try {
			settle();
			this.store.works(this.outage);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Exception ex) {
			if (!this.job.isStopping()) {
				this.store.failed(this.outage, 1, ex);
			}
			log.debug("the reason", ex);
		}
	}

	private void settle() throws Exception {
		boolean more = true;
		while (more) {
			Instant now = this.clock.instant();
			long begun = System.nanoTime();
			List<Open> open = this.table.toSettle(now, BATCH);
			if (open.isEmpty() || !this.job.leads(now)) {
				return;
			}
			this.settlement.settle(open, now);
			more = open.size() == BATCH && this.job.mayGoOn(begun, 2);
		}
	}

	@Override
	public Lifecycle job() {
		return this.job;
	}

}
