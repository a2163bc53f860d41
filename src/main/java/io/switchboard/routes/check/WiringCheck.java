package io.switchboard.routes.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;

/** Whether the routes fit together: what one names another is. */
class WiringCheck {

	private static final String SWITCHBOARD = "durable:switchboard";

	private static final String UNROUTED = "durable:unrouted";

	private final Path folder;

	private final KameletCheck kamelets;

	private final ConditionCheck conditions;

	private final Destinations destinations;

	private final List<String> problems = new ArrayList<>();

	private final List<String> warnings = new ArrayList<>();

	/** By what they read from. */
	private final Map<String, RouteDefinition> readers = new LinkedHashMap<>();

	WiringCheck(Path folder, CamelContext camel, Set<String> switches) {
		this.folder = folder;
		this.kamelets = new KameletCheck(folder, camel);
		this.conditions = new ConditionCheck(camel, switches);
		this.destinations = new Destinations(camel);
		List<RouteDefinition> routes = camel.getCamelContextExtension()
			.getContextPlugin(Model.class)
			.getRouteDefinitions();
		routes.forEach(this::reader);
		check(routes);
	}

	/** What is wrong; empty if nothing is. */
	List<String> problems() {
		return this.problems;
	}

	/** What works, and may not be meant. */
	List<String> warnings() {
		return this.warnings;
	}

	private void reader(RouteDefinition route) {
		String channel = Destinations.target(this.destinations.resolved(route.getInput().getEndpointUri()));
		RouteDefinition other = this.readers.putIfAbsent(channel, route);
		if (other != null && (channel.startsWith("durable:") || channel.startsWith("direct:"))) {
			this.problems.add("%s: route %s: %s has a reader already, route %s in %s; a channel has one route"
				.formatted(Wording.where(route, route), route.getId(), channel, other.getId(),
						Wording.where(other, other)));
		}
	}

	private void check(List<RouteDefinition> routes) {
		ChannelCheck channels = new ChannelCheck(this.destinations);
		Map<String, String> ids = new LinkedHashMap<>();
		for (RouteDefinition route : routes) {
			sends(route);
			ids(route, ids);
			if (route != this.readers.get(SWITCHBOARD)) {
				this.problems.addAll(channels.problems(route));
			}
		}
		this.problems.addAll(channels.problems(this.folder.resolve("kamelets")));
		if (!this.readers.containsKey(SWITCHBOARD) || !this.readers.containsKey(UNROUTED)) {
			this.problems.add(
					"%s: the routes switchboard (from durable:switchboard) and unrouted (from durable:unrouted) must both be there"
						.formatted(this.folder));
		}
		RouteDefinition switchboard = this.readers.get(SWITCHBOARD);
		if (switchboard != null) {
			SwitchboardCheck check = new SwitchboardCheck(switchboard, this.conditions, this.destinations);
			this.problems.addAll(check.problems());
			this.warnings.addAll(check.warnings());
			forgotten(check.named());
		}
	}

	/**
	 * It gets no event: the switchboard's file is cut, or a rule is still to be written.
	 */
	private void forgotten(Set<String> named) {
		Set<String> forgotten = new TreeSet<>(this.readers.keySet());
		forgotten.removeIf((channel) -> !channel.startsWith("durable:") || channel.equals(SWITCHBOARD)
				|| channel.equals(UNROUTED) || named.contains(channel) || !Wording.isInFile(this.readers.get(channel)));
		for (String channel : forgotten) {
			RouteDefinition route = this.readers.get(channel);
			this.problems.add(
					"%s: route %s: no rule of the switchboard sends to %s; add one, or delete the route, or, if it is to end what waits for it and gets nothing more, give it a rule whose condition is constant: {expression: \"false\"}"
						.formatted(Wording.where(route, route), route.getId(), channel));
		}
	}

	/** An id is one step's, in the whole folder. */
	private void ids(RouteDefinition route, Map<String, String> ids) {
		for (ProcessorDefinition<?> step : Destinations.steps(route.getOutputs())) {
			if (step.hasCustomIdAssigned() && step.getId() != null && !step.isAbstract()) {
				String where = "%s: route %s".formatted(Wording.where(route, step), route.getId());
				String other = ids.putIfAbsent(step.getId(), where);
				if (other != null) {
					this.problems.add("%s: the id '%s' is there already, in %s; give each step an id of its own"
						.formatted(where, step.getId(), other));
				}
			}
		}
	}

	private void sends(RouteDefinition route) {
		for (ProcessorDefinition<?> step : Destinations.steps(route.getOutputs())) {
			if (step instanceof SendDefinition<?> send) {
				problems(route, send.getEndpointUri()).forEach((problem) -> this.problems
					.add("%s: route %s: %s".formatted(Wording.where(route, send), route.getId(), problem)));
			}
		}
	}

	private List<String> problems(RouteDefinition route, String uri) {
		String target = Destinations.target(this.destinations.resolved(uri));
		if (target.startsWith("durable:") || target.startsWith("direct:")) {
			return this.readers.containsKey(target) ? List.of()
					: List.of("nothing reads from %s; is there a route 'from: %s', and is the name spelt as there?"
						.formatted(target, target));
		}
		if (target.startsWith("kamelet:") && route != this.readers.get(SWITCHBOARD)) {
			return this.kamelets.problems(Destinations.target(uri).substring("kamelet:".length()),
					uri.contains("?") ? uri.substring(uri.indexOf('?') + 1) : "");
		}
		return List.of();
	}

}
