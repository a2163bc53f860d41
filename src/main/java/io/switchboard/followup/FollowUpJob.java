package io.switchboard.followup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.inbox.EventFeed;
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
 * The work that happens by itself, on one node of several. It follows the calls, files
 * {@code followup.due} when its time has come, files all other events, and deletes old
 * follow-ups.
 */
@Component
class FollowUpJob implements BackgroundWork {

	private static final Logger log = LoggerFactory.getLogger(FollowUpJob.class);

	private static final Duration PACE = Duration.ofMillis(500);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration LEASE = Duration.ofSeconds(30);

	private static final Duration CLEANING = Duration.ofHours(1);

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.WARN,
			"follow-ups are not brought up to date, trying again");

	private final Store store;

	private final FollowUpSettings settings;

	private final PositionTable position;

	private final Filing filing;

	private final OldFollowUps old;

	private final Clock clock;

	private final Following following;

	private final LedJob job;

	private Instant cleaned = Instant.EPOCH;

	private boolean forgotten;

	@Autowired
	FollowUpJob(Store store, FollowUpSettings settings, EventFeed events, PositionTable position, Projection projection,
			Filing filing, OldFollowUps old, MeterRegistry meters) {
		this(store, settings, events, position, projection, filing, old, meters, store.clock());
	}

	FollowUpJob(Store store, FollowUpSettings settings, EventFeed events, PositionTable position, Projection projection,
			Filing filing, OldFollowUps old, MeterRegistry meters, Clock clock) {
		this.store = store;
		this.settings = settings;
		this.position = position;
		this.filing = filing;
		this.old = old;
		this.clock = clock;
		this.job = new LedJob(store, "follow-ups", PACE, PATIENCE, LEASE, this::run);
		this.following = new Following(store, events, position, projection, this.job, meters);
	}

	/** A failure is noted, and the next run tries again. */
	void run() {
		try {
			if (this.settings.enabled()) {
				work();
			}
			else if (!this.forgotten) {
				this.store.write((connection) -> {
					this.position.forget(connection);
					return null;
				});
				this.forgotten = true;
			}
			this.store.works(this.outage);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Exception ex) {
			this.following.forget();
			if (!this.job.isStopping()) {
				this.store.failed(this.outage, 1, ex);
			}
			log.debug("the reason", ex);
		}
	}

	private void work() throws Exception {
		boolean more = true;
		while (more) {
			Instant now = this.clock.instant();
			long begun = System.nanoTime();
			Following.Step step = this.following.look(now);
			boolean cleaning = this.cleaned.plus(CLEANING).isBefore(now) || this.cleaned.isAfter(now);
			if (step.isNothing() && !cleaning && !this.filing.hasWork(now)) {
				return;
			}
			if (!this.job.leads(now)) {
				this.following.forget();
				this.cleaned = now;
				return;
			}
			more = this.following.take(step, now);
			more = this.filing.due(now) || more;
			more = this.filing.file() || more;
			if (cleaning) {
				boolean left = this.old.delete(now);
				this.cleaned = left ? this.cleaned : now;
				more = left || more;
			}
			more = more && this.job.mayGoOn(begun, 1);
		}
	}

	@Override
	public Lifecycle job() {
		return this.job;
	}

}
