package io.switchboard.routes.dryrun;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import io.switchboard.routes.values.SpareCamel;
import org.apache.camel.Route;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The routes of a trial that read from a channel, by its name. One is started when it is
 * first asked for, because an event needs only a few of them. Several threads may ask.
 */
final class RoutesAsked {

	private static final String CHANNEL = "durable:";

	private final SpareCamel camel;

	private final Map<String, RouteDefinition> definitions = new HashMap<>();

	private final Map<String, Route> started = new ConcurrentHashMap<>();

	/** Camel's registry of beans is for one thread while a route is started. */
	private final ReadWriteLock lock = new ReentrantReadWriteLock();

	/** Of a Camel in which all files are loaded, and which is not started. */
	RoutesAsked(SpareCamel camel) {
		this.camel = camel;
		for (RouteDefinition route : camel.getCamelContextExtension()
			.getContextPlugin(Model.class)
			.getRouteDefinitions()) {
			String from = camel.resolvePropertyPlaceholders(route.getInput().getEndpointUri());
			if (from.startsWith(CHANNEL)) {
				this.definitions.put(from.replaceFirst("^durable:(?://)?", "").replaceFirst("(?s)\\?.*", ""), route);
			}
		}
		camel.startLater(this.definitions::containsValue);
	}

	/** Null if there is none of that name. It is not started for this. */
	@Nullable RouteDefinition definition(String name) {
		return this.definitions.get(name);
	}

	/**
	 * The route.
	 * @return null if there is none of that name
	 * @throws IllegalStateException if it cannot be started
	 */
	@Nullable Route of(String name) {
		Route known = this.started.get(name);
		RouteDefinition definition = this.definitions.get(name);
		return (known != null || definition == null) ? known : start(name, definition);
	}

	/**
	 * Held by those that run a route, so that none is started meanwhile. Whoever holds it
	 * asks for no route.
	 */
	Lock running() {
		return this.lock.readLock();
	}

	private @Nullable Route start(String name, RouteDefinition definition) {
		this.lock.writeLock().lock();
		try {
			Route known = this.started.get(name);
			if (known != null) {
				return known;
			}
			Route route = this.camel.start(definition);
			if (route != null) {
				this.started.put(name, route);
			}
			return route;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
		finally {
			this.lock.writeLock().unlock();
		}
	}

}
