package io.switchboard.calls;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import io.switchboard.calls.ProjectionTable.State;
import io.switchboard.inbox.EventFeed;
import io.switchboard.inbox.EventFeed.Arrival;
import io.switchboard.inbox.Gaps;
import io.switchboard.store.PacedJob;
import io.switchboard.store.Store;
import io.switchboard.text.RepeatedFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows new events, a moment later, and keeps the calls up to date. One node of several
 * does it; two at once do no harm. Starts last and stops first.
 */
@Component
class CallProjector implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(CallProjector.class);

	private static final Duration PACE = Duration.ofMillis(500);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final int BATCH = 1000;

	/** How many calls are written at once: few, so that new events hardly wait. */
	private static final int CALLS_AT_ONCE = 100;

	private final Store store;

	private final ProjectionTable table;

	private final EventFeed events;

	private final CallUpdate update;

	private final CallRetention oldCalls;

	private final OldNumbers oldNumbers;

	private final Clock clock;

	private final String name = UUID.randomUUID().toString();

	private @Nullable Gaps gaps;

	private final PacedJob job = new PacedJob("calls", PACE, PATIENCE, this::run);

	/** Until when this node has the turn, as far as it knows. */
	private Instant leadsUntil = Instant.MIN;

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.WARN,
			"the list of calls is not brought up to date, trying again");

	@Autowired
	CallProjector(Store store, ProjectionTable table, EventFeed events, CallUpdate update, CallRetention oldCalls,
			OldNumbers oldNumbers) {
		this(store, table, events, update, oldCalls, oldNumbers, Clock.systemUTC());
	}

	CallProjector(Store store, ProjectionTable table, EventFeed events, CallUpdate update, CallRetention oldCalls,
			OldNumbers oldNumbers, Clock clock) {
		this.store = store;
		this.table = table;
		this.events = events;
		this.update = update;
		this.oldCalls = oldCalls;
		this.oldNumbers = oldNumbers;
		this.clock = clock;
	}

	/** A failure is noted, and the next run tries again. */
	synchronized void run() {
		try {
			State state = this.table.state();
			long newest = this.events.newest();
			Gaps known = leads(Duration.ZERO) ? this.gaps : null;
			if ((known == null) ? newest > state.seq() : known.isBehind(newest)) {
				follow(state, known);
			}
			this.oldCalls.run(this.clock.instant(), this.job);
			this.oldNumbers.step();
			this.store.works(this.outage);
		}
		catch (Exception ex) {
			warn(ex);
		}
	}

	/** Whether this node knows that it has the turn for this long. */
	private boolean leads(Duration time) {
		return this.clock.instant().plus(time).isBefore(this.leadsUntil);
	}

	private void follow(State state, @Nullable Gaps known) throws SQLException, InterruptedException {
		if (!leads(ProjectionTable.TURN.dividedBy(2))) {
			Instant now = this.clock.instant();
			if (!this.table.take(this.name, now)) {
				this.leadsUntil = Instant.MIN;
				return;
			}
			this.leadsUntil = now.plus(ProjectionTable.TURN);
		}
		Gaps gaps = (known != null) ? known : new Gaps(state.seq());
		this.gaps = gaps;
		boolean more = true;
		while (more) {
			long begun = System.nanoTime();
			more = step(gaps);
			// leaves the store to others for five times as long as it was busy
			more = more && this.job.mayGoOn(begun, 5);
		}
	}

	/** Does one batch; true if there may be more and this node still has the turn. */
	private boolean step(Gaps gaps) throws SQLException {
		Instant now = this.clock.instant();
		List<Arrival> arrivals = this.events.after(gaps.position(), BATCH);
		List<Arrival> late = this.events.of(gaps.missing());
		List<Long> calls = Stream.concat(arrivals.stream(), late.stream())
			.filter((arrival) -> !this.update.wasAhead(arrival.seq()))
			.map(Arrival::rootCallId)
			.filter(Objects::nonNull)
			.distinct()
			.sorted()
			.toList();
		for (int from = 0; from < calls.size(); from += CALLS_AT_ONCE) {
			if (this.job.isStopping()) {
				return false;
			}
			this.update.update(calls.subList(from, Math.min(from + CALLS_AT_ONCE, calls.size())));
		}
		gaps.read(arrivals, now);
		gaps.filled(late, now);
		Instant asked = this.clock.instant();
		boolean ours = this.table.keep(this.name, gaps.settled(), asked);
		this.leadsUntil = ours ? asked.plus(ProjectionTable.TURN) : Instant.MIN;
		return ours && arrivals.size() == BATCH;
	}

	private void warn(Exception failure) {
		if (!this.job.isStopping()) {
			this.store.failed(this.outage, 1, failure);
		}
		log.debug("the reason", failure);
	}

	@Override
	public void start() {
		this.job.start();
	}

	/** The next turn does the rest of an unfinished batch. */
	@Override
	public void stop() {
		boolean ended = this.job.stopAndWait();
		try {
			if (ended) {
				this.table.release(this.name);
			}
		}
		catch (SQLException ex) {
			log.debug("the turn ends by itself", ex);
		}
	}

	@Override
	public boolean isRunning() {
		return this.job.isRunning();
	}

}
