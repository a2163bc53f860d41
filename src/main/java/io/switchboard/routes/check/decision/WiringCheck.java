package io.switchboard.routes.check.decision;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.switchboard.delivery.table.RouteNames;
import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.routes.check.kamelet.KameletCheck;
import io.switchboard.routes.values.Values;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;

/**
 * Whether the routes fit together: every route, channel and kamelet that one names must
 * exist.
 */
public class WiringCheck {

	private static final String SWITCHBOARD = "durable:" + RouteNames.SWITCHBOARD;

	private static final String UNROUTED = "durable:unrouted";

	private final Path folder;

	private final KameletCheck kamelets;

	private final ConditionCheck conditions;

	private final Destinations destinations;

	private final ScheduleCheck schedules;

	private final Set<String> unread;

	private final Findings findings = new Findings();

	/** By the address from which they read. */
	private final Map<String, RouteDefinition> readers = new LinkedHashMap<>();

	/**
	 * Checks all routes together.
	 * @param folder has the routes
	 * @param camel knows settings and languages
	 * @param switches the variables that settings switch on and off
	 * @param others variables that the folder gives every event
	 * @param routes those of the folder and those in Java
	 * @param unread the names of files that cannot be read; references to them count as
	 * right
	 */
	public WiringCheck(Path folder, CamelContext camel, Set<String> switches, Set<String> others,
			List<RouteDefinition> routes, Set<String> unread) {
		this.folder = folder;
		this.kamelets = new KameletCheck(folder, camel);
		this.conditions = new ConditionCheck(camel, switches, others);
		this.destinations = new Destinations(camel);
		this.schedules = new ScheduleCheck(this.destinations, this.findings);
		this.unread = unread;
		routes.forEach(this::reader);
		check(routes);
	}

	/** The findings. */
	public Findings findings() {
		return this.findings;
	}

	private void reader(RouteDefinition route) {
		String channel = Destinations.target(this.destinations.resolved(route.getInput().getEndpointUri()));
		RouteDefinition other = this.readers.putIfAbsent(channel, route);
		if (other != null && (channel.startsWith("durable:") || channel.startsWith("direct:"))) {
			this.findings.add(Place.of(route, route, channel), Rule.CHANNEL,
					"%s has a reader already, route %s in %s".formatted(channel, other.getId(),
							Place.of(other, other, channel)),
					"A channel has one route: read from another channel here.");
		}
	}

	private void check(List<RouteDefinition> routes) {
		ChannelCheck channels = new ChannelCheck(this.destinations, this.findings);
		OwnDoorCheck doors = new OwnDoorCheck(this.destinations, this.findings);
		Map<String, Place> ids = new LinkedHashMap<>();
		// Camel refuses a step that has the id of a route
		routes.stream()
			.filter((route) -> route.getId() != null)
			.forEach((route) -> ids.putIfAbsent(route.getId(), Place.of(route, route, route.getId())));
		for (RouteDefinition route : routes) {
			sends(route);
			this.schedules.check(route);
			ids(route, ids);
			doors.check(route);
			if (route != this.readers.get(SWITCHBOARD)) {
				channels.check(route);
			}
		}
		this.destinations.rests().forEach(doors::check);
		channels.check(this.folder.resolve("kamelets"));
		required(SWITCHBOARD);
		required(UNROUTED);
		RouteDefinition switchboard = this.readers.get(SWITCHBOARD);
		if (switchboard != null) {
			SwitchboardCheck check = new SwitchboardCheck(switchboard, this.conditions, this.destinations,
					this.findings);
			forgotten(check.named());
		}
	}

	private void required(String channel) {
		if (!this.readers.containsKey(channel) && !isUnread(channel)) {
			this.findings.add(Place.of(this.folder), Rule.MISSING_ROUTE, "no route reads from " + channel,
					"The routes switchboard (from durable:switchboard) and unrouted (from durable:unrouted) must both be there.");
		}
	}

	private boolean isUnread(String channel) {
		return this.unread.contains(channel.replaceFirst("^durable:", ""));
	}

	/**
	 * A route that gets no event: the switchboard's file was cut, or a rule is still to
	 * be written.
	 */
	private void forgotten(Set<String> named) {
		Set<String> forgotten = new TreeSet<>(this.readers.keySet());
		forgotten.removeIf(
				(channel) -> !channel.startsWith("durable:") || channel.equals(SWITCHBOARD) || channel.equals(UNROUTED)
						|| named.contains(channel) || this.schedules.of(this.readers.get(channel)) != null
						|| !Wording.isInFile(this.readers.get(channel)));
		for (String channel : forgotten) {
			RouteDefinition route = this.readers.get(channel);
			this.findings.add(Place.of(route, route, channel), Rule.UNUSED_ROUTE,
					"no rule of the switchboard sends to " + channel,
					"Add a rule, or delete the route. To keep the route only for deliveries that still wait, give it a rule whose condition is constant: {expression: \"false\"}.");
		}
	}

	/**
	 * The id of a step must be unique in the whole folder, also among those of routes.
	 */
	private void ids(RouteDefinition route, Map<String, Place> ids) {
		for (ProcessorDefinition<?> step : Destinations.steps(route.getOutputs())) {
			if (step.hasCustomIdAssigned() && step.getId() != null && !step.isAbstract()) {
				Place place = Place.of(route, step, step.getId());
				Place other = ids.putIfAbsent(step.getId(), place);
				if (other != null) {
					this.findings.add(place, Rule.DUPLICATE_ID,
							"a step has the id '%s', which is in %s already".formatted(step.getId(), other),
							"Give each step an id of its own.");
				}
			}
		}
	}

	private void sends(RouteDefinition route) {
		for (ProcessorDefinition<?> step : Destinations.steps(route.getOutputs())) {
			String uri = (step instanceof SendDefinition<?> send) ? send.getEndpointUri()
					: (step instanceof ToDynamicDefinition dynamic) ? dynamic.getUri() : null;
			if (uri != null && !Destinations.target(Values.shown(uri)).contains("${")) {
				for (Told told : told(route, uri)) {
					this.findings.add(Place.of(route, step, told.word()), told.rule(),
							Wording.route(route) + told.what(), told.mend());
				}
			}
		}
	}

	private List<Told> told(RouteDefinition route, String uri) {
		String target = Destinations.target(this.destinations.resolved(uri));
		if (target.startsWith("durable:") || target.startsWith("direct:")) {
			return (this.readers.containsKey(target) || isUnread(target)) ? List.of() : List.of(new Told(
					Rule.UNKNOWN_CHANNEL, target, "nothing reads from " + target,
					Wording.meantOr(target, channels(target), "Add a route that reads from it, or correct the name.")));
		}
		if (target.startsWith("kamelet:") && route != this.readers.get(SWITCHBOARD)) {
			return this.kamelets.told(Destinations.target(uri).substring("kamelet:".length()),
					uri.contains("?") ? uri.substring(uri.indexOf('?') + 1) : "");
		}
		return List.of();
	}

	private List<String> channels(String like) {
		String scheme = like.substring(0, like.indexOf(':') + 1);
		return this.readers.keySet().stream().filter((each) -> each.startsWith(scheme)).toList();
	}

}
