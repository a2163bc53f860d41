package io.switchboard.routes.check.route;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.switchboard.routes.check.file.Destinations;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.spare.SpareContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Whether routes send to each other by {@code direct:} without a condition, and so
 * without an end.
 */
final class DirectCircles {

	private final Map<String, RouteDefinition> routes = new LinkedHashMap<>();

	private DirectCircles(SpareContext spare) {
		spare.routes()
			.stream()
			.filter((each) -> each.getResource() != null && each.getInput().getEndpointUri().startsWith("direct:"))
			.forEach((each) -> this.routes.put(Destinations.target(each.getInput().getEndpointUri()), each));
	}

	/** Tells of each circle once. */
	static void check(SpareContext spare, Findings findings) {
		DirectCircles circles = new DirectCircles(spare);
		Set<String> told = new LinkedHashSet<>();
		circles.routes.forEach((channel, route) -> {
			Set<String> way = new LinkedHashSet<>();
			ToDefinition back = told.contains(channel) ? null : circles.back(route, channel, way);
			if (back != null) {
				told.addAll(way);
				told.add(channel);
				findings.add(Place.of(route, back, "direct:"), Rule.LOADING,
						"this leads back to %s, without an end".formatted(channel),
						"Send somewhere else, or put a filter around it.");
			}
		});
	}

	/** The step that leads back to a channel; null if there is none. */
	private @Nullable ToDefinition back(RouteDefinition route, String channel, Set<String> way) {
		for (ProcessorDefinition<?> step : route.getOutputs()) {
			if (step instanceof ToDefinition to) {
				String target = Destinations.target(to.getEndpointUri());
				RouteDefinition next = this.routes.get(target);
				if (target.equals(channel) || (next != null && way.add(target) && back(next, channel, way) != null)) {
					return to;
				}
			}
		}
		return null;
	}

}
