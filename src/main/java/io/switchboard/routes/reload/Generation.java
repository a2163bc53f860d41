package io.switchboard.routes.reload;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The routes that were loaded from one state of the folder, in a Camel context. Routes
 * that have not changed since are still current. The others finish their running
 * deliveries.
 */
class Generation {

	private final CamelContext context;

	private final RouteRevisions revisions;

	/** The ids of its routes that run now. */
	private final Set<String> current = ConcurrentHashMap.newKeySet();

	Generation(CamelContext context, RouteRevisions revisions) {
		this.context = context;
		this.revisions = revisions;
	}

	CamelContext context() {
		return this.context;
	}

	Set<String> current() {
		return this.current;
	}

	/** The definitions of the routes that come from a file of the folder. */
	List<RouteDefinition> definitions() {
		return this.context.getCamelContextExtension()
			.getContextPlugin(Model.class)
			.getRouteDefinitions()
			.stream()
			.filter((route) -> !Boolean.TRUE.equals(route.isTemplate()) && file(route) != null)
			.toList();
	}

	/** The file's name in the folder, or null for a route of the application itself. */
	static @Nullable String file(RouteDefinition route) {
		Resource resource = route.getResource();
		String location = (resource != null) ? resource.getLocation() : "";
		return (location.startsWith("file:") && !location.endsWith(".kamelet.yaml"))
				? location.substring(Math.max(location.lastIndexOf('/'), location.lastIndexOf('\\')) + 1) : null;
	}

	/** The digest of all that a route does. */
	String revision(RouteDefinition route) {
		String file = file(route);
		return (file != null) ? this.revisions.of(file) : "";
	}

	/** The same by the route's id; null if it is not one of these. */
	@Nullable String revision(String routeId) {
		return definition(routeId).map(this::revision).orElse(null);
	}

	/** The files that a route is made from, as they were loaded. */
	SortedMap<String, String> files(String routeId) {
		return definition(routeId).map((route) -> this.revisions.files(Objects.requireNonNull(file(route))))
			.orElseGet(TreeMap::new);
	}

	private Optional<RouteDefinition> definition(String routeId) {
		return definitions().stream().filter((route) -> routeId.equals(route.getId())).findFirst();
	}

	List<Route> routes(Collection<String> ids) {
		List<Route> routes = new ArrayList<>();
		for (String id : ids) {
			Route route = this.context.getRoute(id);
			if (route != null) {
				routes.add(route);
			}
		}
		return routes;
	}

	/** Stops a route of it, and removes it. */
	void remove(String id) throws Exception {
		this.context.getRouteController().stopRoute(id);
		this.context.removeRoute(id);
	}

}
