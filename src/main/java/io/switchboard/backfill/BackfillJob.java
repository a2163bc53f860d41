package io.switchboard.backfill;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.backfill.BackfillTable.Step;
import io.switchboard.delivery.queue.Dispatcher;
import io.switchboard.delivery.queue.RouteControl.RouteState;
import io.switchboard.delivery.queue.RouteControl;
import io.switchboard.delivery.table.DeliveryInserts.NewDelivery;
import io.switchboard.delivery.table.DeliveryStatus;
import io.switchboard.delivery.table.DeliveryTable;
import io.switchboard.delivery.table.PastDeliveries;
import io.switchboard.history.PastEvents;
import io.switchboard.inbox.Event;
import io.switchboard.store.BackgroundWork;
import io.switchboard.store.LedJob;
import io.switchboard.store.Store;
import io.switchboard.text.RepeatedFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.context.Lifecycle;
import org.springframework.stereotype.Component;

/** Runs the backfills, once a second, on one node. */
@Component
class BackfillJob implements BackgroundWork {

	private static final Logger log = LoggerFactory.getLogger(BackfillJob.class);

	private static final Duration PACE = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/** Much longer than one part takes. */
	private static final Duration TURN = Duration.ofSeconds(5);

	/** How many events one transaction reads. */
	private static final int PART = 200;

	/**
	 * How many events a backfill reads in a second, because unwanted ones cost time too.
	 */
	private static final Duration LONGEST_LOOK = Duration.ofMillis(500);

	/** How many of its deliveries may wait for another attempt. */
	private static final int MOST_RETRYING = 100;

	private final BackfillTable table;

	private final PastEvents past;

	private final PastDecision decision;

	private final PastDeliveries deliveries;

	private final DeliveryTable inserts;

	private final Dispatcher dispatcher;

	private final RouteControl routes;

	private final Store store;

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.WARN,
			"a backfill cannot go on, trying again");

	private final LedJob job;

	BackfillJob(BackfillTable table, PastEvents past, PastDecision decision, PastDeliveries deliveries,
			DeliveryTable inserts, Dispatcher dispatcher, RouteControl routes, Store store) {
		this.table = table;
		this.past = past;
		this.decision = decision;
		this.deliveries = deliveries;
		this.inserts = inserts;
		this.dispatcher = dispatcher;
		this.routes = routes;
		this.store = store;
		this.job = new LedJob(store, "backfill", PACE, PATIENCE, TURN, this::tick);
	}

	private void tick() {
		try {
			List<Backfill> running = this.table.running();
			if (!running.isEmpty() && leads()) {
				for (Backfill each : running) {
					goOn(each);
				}
			}
			this.store.works(this.outage);
		}
		catch (Exception ex) {
			this.store.failed(this.outage, 1, ex);
		}
	}

	/** A node with an older switchboard leaves the work to the others. */
	private boolean leads() throws SQLException {
		return this.store.write((connection) -> this.dispatcher.isNewest(connection)
				&& this.job.leads(connection, this.store.clock().instant()));
	}

	/** Files as many as may be filed in a second. */
	private void goOn(Backfill backfill) throws SQLException {
		Map<DeliveryStatus, Long> open = this.deliveries.open(backfill.wanted().route(), backfill.id());
		String reason = waitsFor(backfill, open);
		if (reason != null) {
			if (!reason.equals(backfill.waitsFor())) {
				this.table.waits(backfill.id(), reason);
			}
			return;
		}
		// waiting deliveries count as if they were filed now
		long left = backfill.wanted().perSecond() - open.getOrDefault(DeliveryStatus.PENDING, 0L);
		long end = System.nanoTime() + LONGEST_LOOK.toNanos();
		Backfill now = backfill;
		while (now != null && left > 0 && !now.left().isEmpty() && System.nanoTime() < end && !this.job.isStopping()) {
			long before = now.filed();
			now = step(now, left);
			left -= (now != null) ? now.filed() - before : 0;
		}
		if (backfill.left().isEmpty()) {
			step(backfill, 0);
		}
	}

	/** A few words, or null. */
	private @Nullable String waitsFor(Backfill backfill, Map<DeliveryStatus, Long> open) {
		RouteState route = this.routes.route(backfill.wanted().route()).orElse(null);
		if (route == null) {
			return "a route of that name";
		}
		if (route.waitingFor() != null) {
			return route.waitingFor();
		}
		if (!this.decision.isPossible(backfill.wanted())) {
			return "the switchboard, which is stopped or paused";
		}
		if (open.getOrDefault(DeliveryStatus.RETRYING, 0L) >= MOST_RETRYING) {
			return "%d deliveries of past events, which failed and are tried again".formatted(MOST_RETRYING);
		}
		return (open.getOrDefault(DeliveryStatus.PENDING, 0L) >= backfill.wanted().perSecond())
				? "what it has filed: live deliveries go first" : null;
	}

	/** Does a part and commits the position; null if another node has gone on with it. */
	private @Nullable Backfill step(Backfill backfill, long most) throws SQLException {
		PastEvents.Part part = this.past.part(backfill.wanted().filter(), backfill.wanted().route(), backfill.left(),
				PART);
		List<NewDelivery> wanted = new ArrayList<>();
		long reached = part.events().isEmpty() ? part.rest().after() : backfill.left().after();
		int lookedAt = 0;
		int undecided = 0;
		for (Event event : part.events()) {
			if (wanted.size() >= most) {
				break;
			}
			PastDecision.Answer answer = this.decision.of(backfill.wanted(), event);
			lookedAt++;
			undecided += (answer == PastDecision.Answer.UNDECIDED) ? 1 : 0;
			if (answer == PastDecision.Answer.WANTED) {
				wanted.add(new NewDelivery(event, backfill.wanted().route()));
			}
			reached = (lookedAt < part.events().size()) ? event.seq() : part.rest().after();
		}
		try {
			commit(backfill, wanted, new Step(reached, lookedAt, 0, undecided));
		}
		catch (TakenOverException ex) {
			return null;
		}
		if (!wanted.isEmpty()) {
			this.dispatcher.expectMore(Set.of(backfill.wanted().route()));
		}
		return this.table.find(backfill.id()).filter((each) -> each.state() == Backfill.State.RUNNING).orElse(null);
	}

	private void commit(Backfill backfill, List<NewDelivery> wanted, Step step) throws SQLException {
		this.store.write((connection) -> {
			if (!wanted.isEmpty()) {
				// before the commit too, so that a delivery filed meanwhile does not
				// overtake
				this.dispatcher.expectMore(Set.of(backfill.wanted().route()));
			}
			int filed = this.inserts.inserts()
				.insertPast(connection, wanted, this.store.clock().instant(), backfill.id());
			boolean mine = this.dispatcher.isNewest(connection)
					&& this.job.keeps(connection, this.store.clock().instant())
					&& this.table.advance(connection, backfill,
							new Step(step.reached(), step.lookedAt(), filed, step.undecided()),
							this.store.clock().instant());
			if (!mine) {
				throw new TakenOverException();
			}
			return filed;
		});
	}

	/** The filed deliveries are rolled back. */
	private static final class TakenOverException extends RuntimeException {

		TakenOverException() {
			super("another node goes on with it, or somebody holds it back");
		}

	}

	@Override
	public Lifecycle job() {
		return this.job;
	}

}
