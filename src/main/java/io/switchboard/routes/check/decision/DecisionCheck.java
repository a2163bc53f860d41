package io.switchboard.routes.check.decision;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.switchboard.delivery.table.RouteNames;
import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Wording;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteDefinition;

/** Checks where each kind of event goes, if all rules are known. */
public final class DecisionCheck {

	private DecisionCheck() {
	}

	/**
	 * Checks them.
	 * @param folder with the map of the routes
	 * @param camel in which the routes are loaded
	 * @param routes all of them, with the switchboard
	 * @param switches the variables that settings switch on and off
	 * @param others further variables that a rule may ask
	 * @param findings gets what is found
	 */
	public static void check(Path folder, CamelContext camel, List<RouteDefinition> routes, Set<String> switches,
			Set<String> others, Findings findings) {
		Set<String> channels = routes.stream()
			.filter((route) -> Wording.isInFile(route) && !route.getInput().getEndpointUri().contains("schedule="))
			.map((route) -> Destinations.target(route.getInput().getEndpointUri()))
			.filter((channel) -> channel.startsWith("durable:"))
			.map((channel) -> channel.replaceFirst("durable:", ""))
			.filter((name) -> !name.equals(RouteNames.SWITCHBOARD))
			.collect(Collectors.toSet());
		for (RouteDefinition route : routes) {
			if (Destinations.target(route.getInput().getEndpointUri()).equals("durable:switchboard")) {
				Decisions decisions = new Decisions(route, camel, switches, others);
				if (decisions.isKnown()) {
					new UnroutedCheck(decisions, Place.of(route, route), findings).check();
					new MapCheck(folder, decisions, channels, findings).check();
				}
				new HiddenCheck(new Truth(camel, switches), findings).check(route);
			}
		}
	}

}
