package io.switchboard.inbox;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.inbox.OldEvents.Deleted;
import io.switchboard.inbox.OldEvents.Row;
import io.switchboard.store.Leader;
import io.switchboard.store.PacedJob;
import io.switchboard.store.Store;
import io.switchboard.text.RepeatedFailure;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Deletes old history, the oldest first, in steps so small that new events hardly wait.
 * One node of several does it at a time. Dead letters and deliveries under way stay, with
 * their events.
 */
@Component
class Retention {

	private static final Logger log = LoggerFactory.getLogger(Retention.class);

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.WARN,
			"old events are not deleted, trying again");

	private static final Duration PACE = Duration.ofMinutes(1);

	private static final int STEP = 300;

	/**
	 * After this many runs the walk begins anew, because events that had to stay may be
	 * done by now.
	 */
	static final int RUNS_PER_WALK = 60;

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	/** Much longer than a step takes. */
	static final Duration TURN = Duration.ofMinutes(1);

	private final InboxSettings settings;

	private final Store store;

	private final OldEvents oldEvents;

	private final Counter deletedEvents;

	private final Clock clock = Clock.systemUTC();

	private final String name = UUID.randomUUID().toString();

	private final Leader leader;

	private final PacedJob job;

	/** Whether another node waits for us to end. */
	private boolean leads;

	private long position;

	private int runs;

	@Autowired
	Retention(InboxSettings settings, Store store, OldEvents oldEvents, MeterRegistry meters) {
		this(settings, store, oldEvents, meters, PACE);
	}

	Retention(InboxSettings settings, Store store, OldEvents oldEvents, MeterRegistry meters, Duration pace) {
		this.settings = settings;
		this.store = store;
		this.oldEvents = oldEvents;
		this.deletedEvents = Counter.builder("switchboard.events.deleted")
			.description("Events that were deleted because they were older than inbox.retention")
			.register(meters);
		this.leader = new Leader(store, "retention", TURN);
		this.job = new PacedJob("inbox-retention", pace, PATIENCE, this::run);
		if (settings.forgets()) {
			this.job.start();
		}
	}

	/** A failure is noted, and the next run tries again. */
	synchronized void run() {
		try {
			if (this.runs++ % RUNS_PER_WALK == 0) {
				this.position = 0;
			}
			walk();
			this.store.works(this.outage);
		}
		catch (Throwable ex) {
			this.store.failed(this.outage, 1, ex);
			log.debug("the reason", ex);
		}
	}

	private void walk() throws SQLException, InterruptedException {
		Instant oldest = this.settings.retention().isZero() ? Instant.MIN
				: this.clock.instant().minus(this.settings.retention());
		long beyond = (this.settings.maxEvents() > 0) ? this.oldEvents.beyond(this.settings.maxEvents()) : 0;
		Deleted deleted = Deleted.NOTHING;
		try {
			boolean more = true;
			while (more) {
				long start = System.nanoTime();
				List<Row> old = this.oldEvents.after(this.position, STEP)
					.stream()
					.filter((row) -> row.seq() <= beyond || row.receivedAt().isBefore(oldest))
					.toList();
				Deleted step = old.isEmpty() ? null : delete(old);
				if (step == null) {
					return;
				}
				deleted = deleted.plus(step);
				this.position = old.get(old.size() - 1).seq();
				more = this.job.mayGoOn(start, 1);
			}
		}
		finally {
			resign();
			if (deleted.events() > 0) {
				log.info("{} old events are deleted, with {} deliveries and {} attempts", deleted.events(),
						deleted.deliveries(), deleted.attempts());
			}
		}
	}

	private void resign() throws SQLException {
		if (this.leads) {
			this.leads = false;
			this.store.write((connection) -> this.leader.resign(connection, this.name));
		}
	}

	/** Null if another node does it now. */
	private @Nullable Deleted delete(List<Row> old) throws SQLException {
		List<Long> done = old.stream().filter(Row::done).map(Row::seq).toList();
		if (done.isEmpty()) {
			return Deleted.NOTHING;
		}
		Instant now = this.store.clock().instant();
		Deleted deleted = this.store.write((connection) -> {
			this.leads = this.leader.take(connection, this.name, now);
			return this.leads ? this.oldEvents.delete(connection, done) : null;
		});
		if (deleted != null) {
			this.deletedEvents.increment(deleted.events());
		}
		return deleted;
	}

	/** Ends after the step that is under way. */
	@PreDestroy
	void close() {
		this.job.stop();
	}

}
