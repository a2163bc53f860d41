package io.switchboard.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.switchboard.delivery.queue.RouteControl.RouteState;
import io.switchboard.delivery.table.RouteNames;
import org.jspecify.annotations.Nullable;

/**
 * The state of Switchboard at one moment, and its problems: one definition for overview
 * and alerts.
 *
 * @param routes the state of each route
 * @param oldest when the event came in whose delivery waits longest, by route
 * @param silentSince since when calls end without any webhook, or null
 * @param unfiled how many accepted events have no delivery
 * @param firstUnfiled the id of the first of them, or null
 * @param storeAway whether the store did not answer, so that this is an older state
 */
public record Standing(List<RouteState> routes, Map<String, Instant> oldest, @Nullable Instant silentSince,
		long unfiled, @Nullable String firstUnfiled, boolean storeAway) {

	/** A node that stops or starts decides later what came in meanwhile. */
	private static final Duration DECIDED = Duration.ofMinutes(5);

	/**
	 * The problems.
	 * @param now the time
	 * @param backlog how long a delivery may wait
	 * @return the worst first
	 */
	public List<Trouble> troubles(Instant now, Duration backlog) {
		List<Trouble> troubles = new ArrayList<>();
		if (this.storeAway) {
			troubles.add(new Trouble(TroubleKind.STORE_AWAY, "",
					"The store does not answer: webhooks are answered 503 and sent again later", 0, null));
		}
		if (this.silentSince != null) {
			troubles.add(new Trouble(TroubleKind.WEBHOOKS_SILENT, "",
					"Webhooks have gone silent: calls end, and none of them is told. Look at Integrations → Webhooks on VoIPstudio",
					0, this.silentSince));
		}
		undecided(now, troubles);
		this.routes.stream().filter((route) -> route.dead() > 0).forEach((route) -> troubles.add(dead(route)));
		for (RouteState route : this.routes) {
			int before = troubles.size();
			state(route, troubles);
			Instant since = this.oldest.get(route.id());
			// what keeps them waiting is told already
			if (troubles.size() == before && since != null && since.plus(backlog).isBefore(now)
					&& !route.id().equals(RouteNames.SWITCHBOARD)) {
				troubles.add(new Trouble(TroubleKind.BACKLOG, route.id(),
						"%s is late%s".formatted(route.id(), waiting(route)), 0, since));
			}
		}
		return troubles;
	}

	private void undecided(Instant now, List<Trouble> troubles) {
		Instant since = this.oldest.get(RouteNames.SWITCHBOARD);
		if (since != null && since.plus(DECIDED).isBefore(now)) {
			troubles.add(new Trouble(TroubleKind.UNDECIDED, RouteNames.SWITCHBOARD,
					"Events wait for the switchboard to decide where they go", 0, since));
		}
		if (this.unfiled > 0) {
			String first = (this.firstUnfiled != null) ? this.firstUnfiled : "";
			troubles.add(new Trouble(TroubleKind.UNDECIDED, first,
					"%s no delivery%s".formatted(count(this.unfiled, "accepted event has", "accepted events have"),
							(first.isEmpty() || this.unfiled == 1) ? "" : ". The first is " + first),
					this.unfiled, null));
		}
	}

	private static Trouble dead(RouteState route) {
		return new Trouble(TroubleKind.DEAD_LETTERS, route.id(), "%s: %s failed for good. Review and redeliver"
			.formatted(route.id(), count(route.dead(), "delivery", "deliveries")), route.dead(), null);
	}

	private static void state(RouteState route, List<Trouble> troubles) {
		if (route.problem() != null) {
			troubles.add(new Trouble(TroubleKind.ROUTE_PROBLEM, route.id(),
					"%s: %s%s".formatted(route.id(), route.problem(), waiting(route)), 0, route.failingSince()));
		}
		TroubleKind kind = switch (route.state()) {
			case "running" -> null;
			case "waiting" -> (route.problem() != null) ? null : TroubleKind.ROUTE_WAITS;
			case "paused" -> TroubleKind.ROUTE_PAUSED;
			case "elsewhere" -> TroubleKind.ROUTE_ELSEWHERE;
			case "removed" -> TroubleKind.ROUTE_REMOVED;
			default -> TroubleKind.ROUTE_STOPPED;
		};
		if (kind != null) {
			troubles.add(new Trouble(kind, route.id(),
					"%s is %s%s%s".formatted(route.id(), route.state(), reason(route), waiting(route)), 0,
					(kind == TroubleKind.ROUTE_WAITS) ? route.failingSince() : null));
		}
	}

	private static String reason(RouteState route) {
		if (!route.state().equals("waiting")) {
			return "";
		}
		return "closed".equals(route.breaker()) ? ": its destination asked for time" : ": its destination fails";
	}

	private static String waiting(RouteState route) {
		long waiting = route.pending() + route.retrying();
		return (waiting > 0) ? ", and " + count(waiting, "delivery waits", "deliveries wait") : "";
	}

	/**
	 * A number with its noun.
	 * @param number how many
	 * @param one the noun for one
	 * @param many the noun for several
	 * @return such as {@code 1,200 deliveries}
	 */
	public static String count(long number, String one, String many) {
		return String.format(Locale.ROOT, "%,d %s", number, (number == 1) ? one : many);
	}

}
