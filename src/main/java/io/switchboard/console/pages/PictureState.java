package io.switchboard.console.pages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.console.RouteHistory.FailedAt;
import io.switchboard.console.picture.Picture.Arrow;
import io.switchboard.console.picture.Picture.Box;
import io.switchboard.console.picture.Wiring;
import io.switchboard.delivery.RouteControl.RouteState;

/**
 * What the picture says of each route beside its name, in words and as a colour.
 *
 * @param states how each route does, by its id
 * @param failures how many failed on the way to each kamelet, by the names of both
 */
record PictureState(Map<String, RouteState> states, Map<String, Long> failures) {

	static PictureState of(Wiring wiring, List<RouteState> routes, List<FailedAt> failed) {
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
		return new PictureState(states, failures);
	}

	private static String way(String route, String kamelet) {
		return route + " " + kamelet;
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

	/** What a route needs: {@code bad}, {@code warn} or nothing. */
	public String kind(RouteState route) {
		if (route.dead() > 0 || !(route.state().equals("running") || route.state().equals("waiting"))) {
			return "bad";
		}
		return (route.retrying() > 0 || route.state().equals("waiting")) ? "warn" : "";
	}

	/** How a route does. */
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

	/** How many failed there and are not delivered. */
	public long failed(Arrow arrow) {
		return failed(arrow.from(), arrow.to());
	}

	/** The same by the names of a route and a kamelet. */
	public long failed(String route, String kamelet) {
		return this.failures.getOrDefault(way(route, kamelet), 0L);
	}

}
