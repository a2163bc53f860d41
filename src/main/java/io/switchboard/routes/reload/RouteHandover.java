package io.switchboard.routes.reload;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.switchboard.delivery.durable.DurableRoutes;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;

/**
 * The routes of a new generation take over from those before. A route that did not change
 * stays where it is. A route that reads from a channel begins with the next delivery. A
 * route that brings events in by itself, such as a timer, starts after the old one has
 * stopped: both together would do everything twice.
 */
class RouteHandover {

	private final Generation next;

	private final List<Generation> before;

	private final DurableRoutes durable;

	/** The ids of changed and new routes that read from a channel. */
	private final List<String> durables = new ArrayList<>();

	/** The ids of changed and new routes that bring events in by themselves. */
	private final List<String> sources = new ArrayList<>();

	/** The ids of routes that are no longer there. */
	private final Set<String> gone = new HashSet<>();

	RouteHandover(Generation next, List<Generation> before, DurableRoutes durable) {
		this.next = next;
		this.before = before;
		this.durable = durable;
	}

	/**
	 * Carries out the takeover.
	 * @return the ids of the routes that were changed, added or removed
	 * @throws Exception if a route cannot start; then what ran before runs
	 */
	Set<String> run() throws Exception {
		sort();
		DurableRoutes.revisions(this.next.context(), this.next::revision);
		this.next.context().start();
		startSources();
		this.durable.begin(this.next.routes(this.durables));
		Set<String> changes = new HashSet<>(this.gone);
		changes.addAll(this.durables);
		changes.addAll(this.sources);
		for (Generation each : this.before) {
			this.durable.end(each.routes(this.gone.stream().filter(each.current()::contains).toList()));
			each.current().removeAll(changes);
		}
		this.next.current().addAll(this.durables);
		this.next.current().addAll(this.sources);
		this.next.definitions()
			.stream()
			.filter((route) -> route.getInput().getEndpointUri().startsWith("direct:"))
			.forEach((route) -> this.next.current().add(route.getId()));
		return changes;
	}

	/** Routes that do not start with their context start later, or not at all. */
	private void sort() {
		this.before.forEach((each) -> this.gone.addAll(each.current()));
		for (RouteDefinition route : this.next.definitions()) {
			this.gone.remove(route.getId());
			String from = route.getInput().getEndpointUri();
			if (isCurrent(route)) {
				route.setAutoStartup("false");
			}
			else if (from.startsWith("durable:")) {
				this.durables.add(route.getId());
			}
			else if (!from.startsWith("direct:")) {
				route.setAutoStartup("false");
				this.sources.add(route.getId());
			}
		}
	}

	private boolean isCurrent(RouteDefinition route) {
		String revision = this.next.revision(route);
		return !route.getInput().getEndpointUri().startsWith("direct:") && this.before.stream()
			.anyMatch(
					(each) -> each.current().contains(route.getId()) && revision.equals(each.revision(route.getId())));
	}

	/** If a route cannot start, the old ones run again. */
	private void startSources() throws Exception {
		List<Route> stopped = new ArrayList<>();
		try {
			for (Generation each : this.before) {
				for (Route route : each.routes(each.current())) {
					if (isReplaced(route)) {
						stopped.add(route);
						each.context().getRouteController().stopRoute(route.getId());
					}
				}
			}
			for (String id : this.sources) {
				this.next.context().getRouteController().startRoute(id);
			}
		}
		catch (Exception ex) {
			for (String id : this.sources) {
				this.next.context().getRouteController().stopRoute(id);
			}
			for (Route route : stopped) {
				route.getCamelContext().getRouteController().startRoute(route.getId());
			}
			throw ex;
		}
	}

	private boolean isReplaced(Route route) {
		return (this.gone.contains(route.getId()) || this.sources.contains(route.getId()))
				&& !DurableRoutes.isDurable(route) && !isDirect(route);
	}

	static boolean isDirect(Route route) {
		return route.getEndpoint().getEndpointUri().startsWith("direct:");
	}

}
