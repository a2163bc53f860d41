package io.switchboard.console.picture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.switchboard.console.picture.Wiring.Case;
import io.switchboard.console.picture.Wiring.Destination;
import io.switchboard.console.picture.Wiring.Plug;
import io.switchboard.console.picture.Wiring.Target;
import io.switchboard.delivery.durable.Switches;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.routes.RunningRoutes;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Reads the wiring from the running routes. */
@Component
public class WiringReader {

	private static final String SWITCHBOARD = "durable:" + RouteNames.SWITCHBOARD;

	private static final String DURABLE = "durable:";

	/** Stands for events for which no rule is true. */
	static final String NO_RULE = "no-rule";

	private final RunningRoutes running;

	private final RuleReader rules;

	private final Systems systems;

	WiringReader(RunningRoutes running, CamelContext camel, Switches switches, @Value("${routes.dir}") Path routes) {
		this.running = running;
		this.rules = new RuleReader(camel, switches);
		this.systems = new Systems(routes);
	}

	/**
	 * The wiring now.
	 * @return never null
	 */
	public Wiring read() {
		List<Case> cases = new ArrayList<>();
		List<Destination> routes = new ArrayList<>();
		for (RouteDefinition route : this.running.definitions()) {
			String channel = RouteSteps.target(route.getInput().getEndpointUri());
			if (channel.equals(SWITCHBOARD)) {
				route.getOutputs().forEach((step) -> this.rules.cases(step, cases));
				cases.add(new Case(NO_RULE, "anything else", Set.of(), Set.of(), List.of(), true,
						List.of(new Target(RouteNames.UNROUTED, List.of(), true))));
			}
			else if (channel.startsWith(DURABLE)) {
				routes
					.add(new Destination(route.getId(), route.getDescriptionText(), RouteSteps.of(route.getOutputs())));
			}
		}
		routes.sort(Comparator.comparing(Destination::id));
		Map<String, String> users = new TreeMap<>();
		routes.forEach((route) -> route.kamelets().forEach((name) -> users.put(name, route.id())));
		List<Plug> plugs = new ArrayList<>();
		users.forEach((name, route) -> plugs.add(new Plug(name, this.systems.of(name, model(route)))));
		return new Wiring(cases, routes, plugs);
	}

	private Model model(String route) {
		return this.running.context(route).getCamelContextExtension().getContextPlugin(Model.class);
	}

}
