package io.switchboard.console.pages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.switchboard.console.picture.Picture.Arrow;
import io.switchboard.console.picture.Picture.Box;
import io.switchboard.console.picture.Picture.Kind;
import io.switchboard.console.picture.Wiring;
import io.switchboard.delivery.queue.RouteControl.RouteState;
import io.switchboard.history.RouteHistory.FailedAt;
import io.switchboard.history.RouteTraffic.Flow;
import io.switchboard.history.RouteTraffic.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * The state of each route in the picture, in words and as a colour.
 *
 * @param states the state of each route, by its id
 * @param failures how many failed on the way to each kamelet, by the names of both
 * @param arrivals how many of the latest deliveries a case brought to a route, by the ids
 * of both
 * @param since when the events of these deliveries began to come in, or null
 */
record PictureState(Map<String, RouteState> states, Map<String, Long> failures, Map<String, Long> arrivals,
		@Nullable Instant since) {

	static PictureState of(Wiring wiring, List<RouteState> routes, List<FailedAt> failed, Traffic traffic) {
		Map<String, RouteState> states = new HashMap<>();
		routes.forEach((route) -> states.put(route.id(), route));
		Map<String, Wiring.Destination> destinations = new HashMap<>();
		wiring.routes().forEach((route) -> destinations.put(route.id(), route));
		Map<String, Long> failures = new HashMap<>();
		for (FailedAt each : failed) {
			Wiring.Destination route = destinations.get(each.route());
			String kamelet = (route != null) ? route.kamelet(each.step()) : null;
			if (kamelet != null) {
				failures.merge(way(each.route(), kamelet), each.number(), Long::sum);
			}
		}
		Map<String, Long> arrivals = new HashMap<>();
		for (Flow flow : traffic.flows()) {
			Wiring.Case by = wiring.caseOf(flow.eventName(), flow.contextKind(), flow.route());
			if (by != null) {
				arrivals.merge(way(by.id(), flow.route()), flow.number(), Long::sum);
			}
		}
		return new PictureState(states, failures, arrivals, traffic.since());
	}

	private static String way(String from, String to) {
		return from + " " + to;
	}

	/** A box's second line. */
	public String note(Box box) {
		RouteState route = this.states.get(box.id());
		return (box.is("ROUTE") && route != null) ? words(route) : box.note();
	}

	/** A box's colour. */
	public String kind(Box box) {
		if (box.off()) {
			return "off";
		}
		RouteState route = this.states.get(box.id());
		return (box.is("ROUTE") && route != null) ? kind(route) : "";
	}

	/** The style of a route: {@code bad}, {@code warn} or empty. */
	public String kind(RouteState route) {
		if (route.dead() > 0 || !(route.state().equals("running") || route.state().equals("waiting"))) {
			return "bad";
		}
		return (route.retrying() > 0 || route.state().equals("waiting")) ? "warn" : "";
	}

	/** The state of a route. */
	public String words(RouteState route) {
		List<String> words = new ArrayList<>();
		if (!route.state().equals("running")) {
			words.add(route.state());
		}
		add(route.dead(), "dead", words);
		add(route.retrying(), "retrying", words);
		add(route.pending(), "pending", words);
		return words.isEmpty() ? "runs, nothing waits" : String.join(" · ", words);
	}

	private static void add(long number, String word, List<String> words) {
		if (number > 0) {
			words.add(number + " " + word);
		}
	}

	/** How many failed there and are not delivered yet. */
	public long failed(Arrow arrow) {
		return (arrow.kind() == Kind.ROUTE) ? failed(arrow.from(), arrow.to()) : 0;
	}

	/** The same by the names of a route and a kamelet. */
	public long failed(String route, String kamelet) {
		return this.failures.getOrDefault(way(route, kamelet), 0L);
	}

	/** How many of the latest deliveries took this arrow. */
	public long arrived(Arrow arrow) {
		return (arrow.kind() == Kind.CASE) ? arrived(arrow.from(), arrow.to()) : 0;
	}

	/** The same by the ids of a case and a route. */
	public long arrived(String by, String route) {
		return this.arrivals.getOrDefault(way(by, route), 0L);
	}

	/** A number as people read it. */
	public String number(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

}
