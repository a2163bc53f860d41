package io.switchboard.routes.reload;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.switchboard.delivery.durable.DurableRoutes;
import io.switchboard.routes.FolderAtStart;
import io.switchboard.routes.FolderCopies;
import io.switchboard.routes.RoutesDirectory;
import io.switchboard.routes.RoutesText;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Knows which routes run: those of the start, and those that were loaded since. A changed
 * route runs in the newest context that has it. An unchanged route stays where it is. A
 * context ends once none of its routes is current and none runs a delivery.
 */
@Component
class Generations {

	private static final Logger log = LoggerFactory.getLogger(Generations.class);

	private final RouteContexts contexts;

	private final DurableRoutes durable;

	private final FolderCopies copies;

	private final CamelContext main;

	private final RevisionFiles table;

	/** The last one is the newest. */
	private final List<Generation> all = new CopyOnWriteArrayList<>();

	private int number;

	private boolean begun;

	Generations(RouteContexts contexts, DurableRoutes durable, FolderCopies copies, CamelContext main,
			FolderAtStart atStart, RevisionFiles table) {
		this.table = table;
		this.contexts = contexts;
		this.durable = durable;
		this.copies = copies;
		this.main = main;
		this.all.add(new Generation(main, new RouteRevisions(atStart.text())));
	}

	/** False until the routes of the start are there. */
	synchronized boolean begin() {
		if (!this.begun && this.main.getStatus().isStarted()) {
			this.begun = true;
			DurableRoutes.revisions(this.main, this.all.get(0)::revision);
			Generation first = this.all.get(0);
			first.definitions().forEach((route) -> first.current().add(route.getId()));
			keep(first);
		}
		return this.begun;
	}

	/** The definitions of the folder's routes that run now. */
	List<RouteDefinition> definitions() {
		List<RouteDefinition> definitions = new ArrayList<>();
		for (Generation each : this.all) {
			each.definitions()
				.stream()
				.filter((route) -> each.current().contains(route.getId()))
				.forEach(definitions::add);
		}
		return definitions;
	}

	/** The newest that runs a route. */
	Optional<Generation> of(String routeId) {
		return this.all.stream().filter((each) -> each.current().contains(routeId)).findFirst();
	}

	/**
	 * Lets the routes of a new state of the folder take over.
	 * @param before work between loading and takeover; if it fails, they do not take over
	 * @return the ids of the routes that were changed, added or removed
	 * @throws Exception if they cannot run; then nothing has changed
	 */
	Set<String> load(RoutesText text, Runnable before) throws Exception {
		Path folder = this.copies.copy(text);
		Generation next;
		try {
			next = new Generation(this.contexts.create("routes-" + ++this.number, text, folder),
					new RouteRevisions(text));
		}
		catch (Exception | Error ex) {
			this.copies.delete(folder);
			throw ex;
		}
		try {
			before.run();
			Set<String> changes = new RouteHandover(next, this.all, this.durable).run();
			this.all.add(next);
			keep(next);
			return changes;
		}
		catch (Exception | Error ex) {
			end(next);
			throw ex;
		}
	}

	/**
	 * The revisions are only for people, so a failure here does not stop the takeover.
	 */
	private void keep(Generation generation) {
		try {
			for (String route : generation.current()) {
				String revision = generation.revision(route);
				if (revision != null) {
					this.table.keep(route, revision, generation.files(route));
				}
			}
		}
		catch (SQLException | RuntimeException ex) {
			log.warn("the revisions of the routes are not kept: {}", ex.getMessage());
		}
	}

	/** Stops routes that are no longer current and run no delivery. */
	void retire() {
		List.copyOf(this.all).forEach(this::retire);
	}

	private void retire(Generation generation) {
		if (generation == this.all.get(this.all.size() - 1)) {
			return;
		}
		boolean busy = false;
		boolean needed = generation.definitions()
			.stream()
			.anyMatch((route) -> generation.current().contains(route.getId())
					&& !route.getInput().getEndpointUri().startsWith("direct:"));
		List<RouteDefinition> definitions = generation.definitions();
		for (RouteDefinition definition : definitions) {
			Route route = generation.context().getRoute(definition.getId());
			if (route == null || generation.current().contains(definition.getId()) || RouteHandover.isDirect(route)) {
				continue;
			}
			if (this.durable.isIdle(route)) {
				remove(generation, definition.getId());
			}
			else {
				busy = true;
			}
		}
		if (!busy && !needed) {
			if (generation.context() == this.main) {
				definitions.forEach((route) -> remove(generation, route.getId()));
				generation.current().clear();
			}
			else {
				this.all.remove(generation);
				end(generation);
			}
		}
	}

	private static void remove(Generation generation, String routeId) {
		try {
			generation.remove(routeId);
		}
		catch (Exception ex) {
			log.warn("route {} was replaced, and its old revision cannot be stopped", routeId, ex);
		}
	}

	private void end(Generation generation) {
		Path folder = RoutesDirectory.of(generation.context(), Path.of(""));
		try {
			generation.context().stop();
			this.copies.delete(folder);
		}
		catch (Exception ex) {
			log.warn("the old revision of the routes in {} cannot be removed", folder, ex);
		}
	}

	/** Stops all contexts but the application's own, which stops by itself. */
	void close() {
		for (Generation each : this.all) {
			if (each.context() != this.main) {
				end(each);
			}
		}
	}

}
