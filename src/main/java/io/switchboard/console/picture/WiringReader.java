package io.switchboard.console.picture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.switchboard.console.picture.Wiring.Case;
import io.switchboard.console.picture.Wiring.Destination;
import io.switchboard.console.picture.Wiring.Plug;
import io.switchboard.console.picture.Wiring.Target;
import io.switchboard.delivery.durable.Switches;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Reads what goes where from the routes as they run. */
@Component
public class WiringReader {

	private static final String SWITCHBOARD = "durable:switchboard";

	private static final String DURABLE = "durable:";

	/** Stands for what no rule wants. */
	static final String NO_RULE = "no-rule";

	private final CamelContext camel;

	private final RuleReader rules;

	WiringReader(CamelContext camel, Switches switches) {
		this.camel = camel;
		this.rules = new RuleReader(camel, switches);
	}

	/**
	 * What goes where, now.
	 * @return never null
	 */
	public Wiring read() {
		List<Case> cases = new ArrayList<>();
		List<Destination> routes = new ArrayList<>();
		for (RouteDefinition route : model().getRouteDefinitions()) {
			String channel = RouteSteps.target(route.getInput().getEndpointUri());
			if (channel.equals(SWITCHBOARD)) {
				route.getOutputs().forEach((step) -> this.rules.cases(step, cases));
				cases.add(new Case(NO_RULE, "anything else", Set.of(), Set.of(), List.of(), true,
						List.of(new Target(RuleReader.UNROUTED, List.of(), true))));
			}
			else if (channel.startsWith(DURABLE)) {
				routes
					.add(new Destination(route.getId(), route.getDescriptionText(), RouteSteps.of(route.getOutputs())));
			}
		}
		routes.sort(Comparator.comparing(Destination::id));
		Set<String> used = new TreeSet<>();
		routes.forEach((route) -> used.addAll(route.kamelets()));
		return new Wiring(cases, routes,
				used.stream().map((name) -> new Plug(name, Systems.of(name, model()))).toList());
	}

	/**
	 * Its definition.
	 * @param id a route's id
	 * @return null if no route of that name runs
	 */
	public @Nullable RouteDefinition definition(String id) {
		return model().getRouteDefinition(id);
	}

	private Model model() {
		return this.camel.getCamelContextExtension().getContextPlugin(Model.class);
	}

}
