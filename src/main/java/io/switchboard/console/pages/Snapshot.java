package io.switchboard.console.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.switchboard.alerts.Standing;
import io.switchboard.alerts.Trouble;
import io.switchboard.alerts.TroubleKind;
import io.switchboard.delivery.queue.RouteControl.RouteState;
import io.switchboard.followup.FollowUpQueries.Counts;
import org.jspecify.annotations.Nullable;

/**
 * The state of Switchboard at one moment.
 *
 * @param lastSeq the number of the last event, 0 if none is there
 * @param lastReceived when the last event came in, or null
 * @param eventsPerMinute how many came in within the last minute
 * @param routes the state of each route
 * @param quarantined how many events of the last day are in quarantine
 * @param silentSince since when calls end without any webhook, or null
 * @param decidedByOlder how many events an older switchboard sent to unrouted
 * @param followUps the callers who wait to be called back
 * @param alerts problems that only the alerts see, such as a backlog or an expiring
 * certificate
 * @param storeAway whether the store did not answer, so that this is an older state
 */
record Snapshot(long lastSeq, @Nullable Instant lastReceived, long eventsPerMinute, List<RouteState> routes,
		long quarantined, @Nullable Instant silentSince, long decidedByOlder, Counts followUps, List<Trouble> alerts,
		boolean storeAway) {

	/** The overview has a list of its own for waiting deliveries. */
	private static final Duration NEVER = Duration.ofDays(36_500);

	/** What each node sees for itself. */
	static final Set<TroubleKind> OF_A_NODE = EnumSet.of(TroubleKind.ROUTE_WAITS, TroubleKind.ROUTE_PROBLEM,
			TroubleKind.ROUTE_STOPPED);

	private static final String ELSEWHERE = ", on another node.";

	private static final String KEPT = " Nothing is lost: it tries again by itself.";

	static final Snapshot NOTHING = new Snapshot(0, null, 0, List.of(), 0, null, 0, Counts.NONE, List.of(), false);

	Snapshot withoutStore() {
		return new Snapshot(this.lastSeq, this.lastReceived, this.eventsPerMinute, this.routes, this.quarantined,
				this.silentSince, this.decidedByOlder, this.followUps, this.alerts, true);
	}

	/** Whether no event has ever come in. */
	public boolean isFirstRun() {
		return this.lastSeq == 0 && !this.storeAway;
	}

	/** Deliveries that were not tried yet, or asked to wait. */
	public long pending() {
		return this.routes.stream().mapToLong(RouteState::pending).sum();
	}

	/** Deliveries that failed and will be tried again. */
	public long retrying() {
		return this.routes.stream().mapToLong(RouteState::retrying).sum();
	}

	/** Dead letters. */
	public long dead() {
		return this.routes.stream().mapToLong(RouteState::dead).sum();
	}

	/** Routes that deliver now. */
	public long running() {
		return this.routes.stream().filter((route) -> route.state().equals("running")).count();
	}

	/**
	 * A problem that somebody should look at.
	 *
	 * @param grave whether something is lost, or stands still until somebody acts
	 * @param text one sentence
	 * @param page the page with more about it, or null
	 * @param link that page with its filters, or null
	 * @param since since when, or null if nobody knows
	 */
	record Problem(boolean grave, String text, @Nullable String page, @Nullable String link, @Nullable Instant since) {

		private Problem(boolean grave, String text, String page, String link) {
			this(grave, text, page, link, null);
		}

	}

	/** The worst first. */
	public List<Problem> problems() {
		List<Problem> problems = new ArrayList<>();
		boolean dead = false;
		List<Trouble> troubles = new ArrayList<>(standing().troubles(Instant.now(), NEVER));
		Set<String> own = troubles.stream().map(Trouble::cause).collect(Collectors.toSet());
		this.alerts.stream().filter((alert) -> !own.contains(alert.cause())).forEach(troubles::add);
		for (Trouble trouble : troubles) {
			if (trouble.kind() != TroubleKind.DEAD_LETTERS) {
				String link = trouble.link();
				String page = (link == null) ? null : link.replaceFirst("(?<=.)[/?#].*", "");
				String where = (OF_A_NODE.contains(trouble.kind()) && !own.contains(trouble.cause())) ? ELSEWHERE : ".";
				String kept = (trouble.kind() == TroubleKind.ROUTE_WAITS) ? KEPT : "";
				problems.add(new Problem(trouble.kind().needsSomebody(), trouble.text() + where + kept, page, link,
						trouble.since()));
			}
			else if (!dead) {
				dead = true;
				problems.add(new Problem(true,
						Standing.count(dead(), "delivery", "deliveries") + " failed for good. Review and redeliver.",
						"/dead-letters", "/dead-letters"));
			}
		}
		if (retrying() > 0) {
			problems.add(new Problem(false,
					Standing.count(retrying(), "delivery", "deliveries") + " failed and will be tried again.",
					"/deliveries", "/deliveries?status=retrying"));
		}
		if (this.decidedByOlder > 0) {
			problems.add(new Problem(true,
					"%s to unrouted by an older switchboard, while another node had a newer one. Decide again."
						.formatted(Standing.count(this.decidedByOlder, "event was sent", "events were sent")),
					"/deliveries", "/unrouted"));
		}
		if (this.quarantined > 0) {
			problems.add(new Problem(false,
					Standing.count(this.quarantined, "event", "events")
							+ " of the last day could not be read. See the quarantine.",
					"/events", "/events?status=quarantined"));
		}
		return problems;
	}

	private Standing standing() {
		return new Standing(this.routes, Map.of(), this.silentSince, 0, null, this.storeAway);
	}

}
