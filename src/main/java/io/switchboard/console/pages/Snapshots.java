package io.switchboard.console.pages;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.switchboard.alerts.AlertFilter;
import io.switchboard.alerts.Alerts;
import io.switchboard.alerts.Trouble;
import io.switchboard.alerts.TroubleKind;
import io.switchboard.delivery.queue.RouteControl;
import io.switchboard.followup.FollowUpQueries;
import io.switchboard.history.Arrivals;
import io.switchboard.history.Unrouted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Reads the state of Switchboard. It is read only when somebody looks, and once a second
 * at most for all people together. If reading takes long, it is read less often.
 */
@Component
class Snapshots {

	private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

	private static final Duration FRESH = Duration.ofSeconds(1);

	/** Reading may take a tenth of the time. */
	private static final int SHARE = 10;

	private static final Set<TroubleKind> ONLY_ALERTS = EnumSet.of(TroubleKind.UNDECIDED, TroubleKind.BACKLOG,
			TroubleKind.CERTIFICATE, TroubleKind.API_KEY);

	private static final int MOST_ALERTS = 50;

	private final Arrivals arrivals;

	private final RouteControl routes;

	private final Unrouted unrouted;

	private final Clock clock = Clock.systemUTC();

	private final Alerts alerts;

	private Snapshot latest = Snapshot.NOTHING;

	private long freshUntil = System.nanoTime();

	private final FollowUpQueries followUps;

	Snapshots(Arrivals arrivals, RouteControl routes, Unrouted unrouted, FollowUpQueries followUps, Alerts alerts) {
		this.alerts = alerts;
		this.followUps = followUps;
		this.arrivals = arrivals;
		this.routes = routes;
		this.unrouted = unrouted;
	}

	/** The state of now or a second ago. */
	public synchronized Snapshot current() {
		long start = System.nanoTime();
		if (start - this.freshUntil >= 0) {
			try {
				this.latest = read();
			}
			catch (DataAccessException | TransactionException ex) {
				log.debug("the store does not answer", ex);
				this.latest = this.latest.withoutStore();
			}
			long end = System.nanoTime();
			this.freshUntil = end + Math.max(FRESH.toNanos(), SHARE * (end - start));
		}
		return this.latest;
	}

	/**
	 * Alerts about routes are left out, because the routes show them: those of this node.
	 */
	private List<Trouble> alerts() {
		if (!this.alerts.isOn()) {
			return List.of();
		}
		boolean several = this.routes.areSeveralNodes();
		return this.alerts.find(new AlertFilter("firing", null, null, null, null), null, MOST_ALERTS)
			.data()
			.stream()
			.filter((alert) -> ONLY_ALERTS.contains(alert.kind())
					|| (several && Snapshot.OF_A_NODE.contains(alert.kind())))
			.map((alert) -> new Trouble(alert.kind(), alert.subject(), alert.summary(), alert.amount(),
					alert.beganAt()))
			.toList();
	}

	private Snapshot read() {
		Instant now = this.clock.instant();
		Arrivals.Last last = this.arrivals.last();
		return new Snapshot(last.seq(), last.receivedAt(), this.arrivals.perMinute(now), this.routes.routes(),
				this.arrivals.quarantined(now.minus(Duration.ofDays(1))), this.arrivals.silentSince(),
				this.unrouted.byOlder(), this.followUps.counts(), alerts(), false);
	}

}
