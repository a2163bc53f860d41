package io.switchboard.routes;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/** The routes that run now, whichever revision of the folder they come from. */
public interface RunningRoutes {

	/**
	 * Those of the folder and those of the application.
	 * @return their definitions
	 */
	List<RouteDefinition> definitions();

	/**
	 * Where a route runs.
	 * @param id a route's id
	 * @return its Camel context, or that of the application if there is no such route
	 */
	CamelContext context(String id);

	/**
	 * The files that a route was made from, as they were when it was loaded: its own, and
	 * the kamelets, templates and statements that it uses.
	 * @param id a route's id
	 * @return by their paths below the folder, the route's own file first; empty for a
	 * route of the application
	 */
	SortedMap<String, String> files(String id);

	/**
	 * The digest of these files.
	 * @param id a route's id
	 * @return 12 hexadecimal digits, or null for a route of the application
	 */
	@Nullable String revision(String id);

	/**
	 * The definition of a route.
	 * @param id a route's id
	 * @return null if no route of that name runs
	 */
	default @Nullable RouteDefinition definition(String id) {
		return definitions().stream().filter((route) -> id.equals(route.getId())).findFirst().orElse(null);
	}

	/**
	 * All routes of one context, which are never reloaded.
	 * @param context any
	 * @return the routes that it has at the time of each question
	 */
	static RunningRoutes of(CamelContext context) {
		return new RunningRoutes() {

			@Override
			public List<RouteDefinition> definitions() {
				return context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions();
			}

			@Override
			public CamelContext context(String id) {
				return context;
			}

			@Override
			public SortedMap<String, String> files(String id) {
				return new TreeMap<>();
			}

			@Override
			public @Nullable String revision(String id) {
				return null;
			}

		};
	}

}
