package io.switchboard.console.picture;

import java.util.List;
import java.util.SortedMap;

import io.switchboard.routes.RunningRoutes;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** Gives the files of a route, as they were when it was loaded. */
@Component
public class RouteSources {

	private final CamelContext camel;

	private final RunningRoutes running;

	RouteSources(CamelContext camel, RunningRoutes running) {
		this.camel = camel;
		this.running = running;
	}

	/**
	 * A source of a route.
	 *
	 * @param name of the file, or of the class
	 * @param lines the file's text; empty for a class
	 */
	public record RouteSource(String name, List<String> lines) {
	}

	/**
	 * The source of a route.
	 * @param id a route's id
	 * @return null if that is not known, or can no longer be read
	 */
	public @Nullable RouteSource of(String id) {
		RouteDefinition route = this.running.definition(id);
		if (route == null) {
			return null;
		}
		for (RouteBuilder builder : this.camel.getRegistry().findByType(RouteBuilder.class)) {
			if (builder.getRouteCollection().getRoutes().stream().anyMatch((each) -> id.equals(each.getId()))) {
				return new RouteSource(ClassUtils.getUserClass(builder).getName(), List.of());
			}
		}
		SortedMap<String, String> files = this.running.files(id);
		return files.isEmpty() ? null : new RouteSource(files.firstKey(), files.get(files.firstKey()).lines().toList());
	}

}
