package io.switchboard.routes.reload;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.switchboard.routes.RunningRoutes;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Asks the generations of the folder's routes, and the application for its own. */
@Component
class CurrentRoutes implements RunningRoutes {

	private final Generations generations;

	private final CamelContext application;

	CurrentRoutes(Generations generations, CamelContext application) {
		this.generations = generations;
		this.application = application;
	}

	@Override
	public List<RouteDefinition> definitions() {
		List<RouteDefinition> definitions = new ArrayList<>(this.generations.definitions());
		boolean begun = !definitions.isEmpty();
		this.application.getCamelContextExtension()
			.getContextPlugin(Model.class)
			.getRouteDefinitions()
			.stream()
			.filter((route) -> !begun || Generation.file(route) == null)
			.forEach(definitions::add);
		return definitions;
	}

	@Override
	public CamelContext context(String id) {
		return this.generations.of(id).map(Generation::context).orElse(this.application);
	}

	@Override
	public SortedMap<String, String> files(String id) {
		return this.generations.of(id).map((generation) -> generation.files(id)).orElseGet(TreeMap::new);
	}

	@Override
	public @Nullable String revision(String id) {
		return this.generations.of(id).map((generation) -> generation.revision(id)).orElse(null);
	}

}
