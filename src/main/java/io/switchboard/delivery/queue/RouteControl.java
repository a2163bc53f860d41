package io.switchboard.delivery.queue;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.switchboard.delivery.cluster.Nodes;
import io.switchboard.delivery.table.DeliveryTable;
import io.switchboard.delivery.table.PausedRoutes;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Tells the state of each route, and pauses and resumes routes. */
@Component
public class RouteControl {

	private final CamelContext camel;

	private final Dispatcher dispatcher;

	private final PausedRoutes pausedRoutes;

	private final DeliveryTable table;

	private final Nodes nodes;

	private final Redelivery redelivery;

	private final Clock clock = Clock.systemUTC();

	public RouteControl(CamelContext camel, Dispatcher dispatcher, PausedRoutes pausedRoutes, DeliveryTable table,
			Nodes nodes, Redelivery redelivery) {
		this.camel = camel;
		this.dispatcher = dispatcher;
		this.pausedRoutes = pausedRoutes;
		this.table = table;
		this.nodes = nodes;
		this.redelivery = redelivery;
	}

	/**
	 * The state of one route.
	 *
	 * @param id the route's id, which is its channel's name
	 * @param description from its file, or null
	 * @param state {@code running}, {@code stopped}, or {@code paused} by an operator.
	 * {@code waiting}: its circuit breaker is open, or its destination asked for time.
	 * {@code elsewhere}: other nodes have the route, and this one does not yet.
	 * {@code removed}: deliveries are left, and wait for a route of that name
	 * @param breaker {@code closed}, {@code open} or {@code half-open}, on this node
	 * @param failingSince since when its circuit breaker is not closed, or null
	 * @param waitsUntil when it goes on by itself, or null
	 * @param problem what somebody should look at, as one sentence, or null: its
	 * destination refuses the sign-in, or the route has a fault
	 * @param pending how many deliveries wait that were not tried, or asked to wait
	 * @param retrying how many failed and will be tried again
	 * @param dead how many dead letters there are
	 */
	public record RouteState(String id, @Nullable String description, String state, String breaker,
			@Nullable Instant failingSince, @Nullable Instant waitsUntil, @Nullable String problem, long pending,
			long retrying, long dead) {

		/**
		 * Says for what its deliveries wait; {@link #waitsUntil} says how long.
		 * @return a few words, or null if it runs
		 */
		public @Nullable String waitingFor() {
			return switch (this.state) {
				case "running" -> null;
				case "paused" -> "the route to be resumed";
				case "stopped" -> "the route to be started";
				case "elsewhere" -> "this node to have the route too";
				case "removed" -> "a route of that name";
				default ->
					"closed".equals(this.breaker) ? "the destination, which asked for time" : "the circuit breaker";
			};
		}

	}

	/**
	 * All routes that take deliveries, and removed routes that have some left.
	 * @return in alphabetical order
	 */
	public List<RouteState> routes() {
		Map<String, Route> routes = camelRoutes();
		Map<String, Map<String, Long>> open = this.table.counts().open();
		Set<String> ids = new HashSet<>(routes.keySet());
		ids.addAll(open.keySet());
		Set<String> paused = this.pausedRoutes.read();
		List<RouteState> states = new ArrayList<>();
		ids.stream()
			.sorted()
			.forEach((id) -> states
				.add(state(id, routes.get(id), open.getOrDefault(id, Map.of()), paused.contains(id))));
		return states;
	}

	/**
	 * One of them.
	 * @param id the route's id
	 * @return its state, or empty if there is no route of that name
	 */
	public Optional<RouteState> route(String id) {
		return routes().stream().filter((route) -> route.id().equals(id)).findFirst();
	}

	private Map<String, Route> camelRoutes() {
		Map<String, Route> routes = new TreeMap<>();
		for (Route route : this.camel.getRoutes()) {
			if (route.getConsumer() instanceof ChannelConsumer consumer) {
				routes.put(consumer.channel(), route);
			}
		}
		this.dispatcher.consumers().forEach((consumer) -> routes.put(consumer.channel(), consumer.getRoute()));
		return routes;
	}

	private RouteState state(String id, @Nullable Route route, Map<String, Long> open, boolean paused) {
		Channel channel = this.dispatcher.channel(id);
		Instant waitsUntil = (channel != null) ? channel.gate().closedUntil(this.clock.instant()) : null;
		String breaker = (channel != null) ? channel.gate().breakerState() : "closed";
		String state = "running";
		if (route == null) {
			state = (this.nodes.areSeveral() && this.nodes.routes().contains(id)) ? "elsewhere" : "removed";
		}
		else if (channel == null || !channel.isOpen()) {
			state = "stopped";
		}
		else if (paused) {
			state = "paused";
		}
		else if (waitsUntil != null || !breaker.equals("closed")) {
			state = "waiting";
		}
		return new RouteState(id, (route != null) ? route.getDescription() : null, state, breaker,
				(channel != null) ? channel.gate().failingSince() : null, "waiting".equals(state) ? waitsUntil : null,
				(channel != null) ? channel.gate().problem() : null, open.getOrDefault("pending", 0L),
				open.getOrDefault("retrying", 0L), open.getOrDefault("dead", 0L));
	}

	/**
	 * Whether other nodes deliver too, each with circuit breakers of its own.
	 * @return false for a Switchboard alone
	 */
	public boolean areSeveralNodes() {
		return this.nodes.areSeveral();
	}

	/**
	 * Pauses a route on every node until it is resumed. The pause outlives a restart.
	 * Running deliveries end. Other nodes follow within a second or two.
	 * @param id the id of a route that is there
	 * @throws SQLException if the store cannot be reached; nothing is changed then
	 */
	public void pause(String id) throws SQLException {
		this.pausedRoutes.pause(id);
		this.dispatcher.pause(this.pausedRoutes.read());
	}

	/**
	 * Resumes a paused route. If its destination failed, one delivery is tried now.
	 * @param id the id of a route that is there
	 * @throws SQLException if the store cannot be reached; nothing is changed then
	 */
	public void resume(String id) throws SQLException {
		Channel channel = this.dispatcher.channel(id);
		boolean failing = channel != null && channel.gate().failingSince() != null;
		this.pausedRoutes.resume(id);
		this.dispatcher.pause(this.pausedRoutes.read());
		if (failing) {
			this.redelivery.redeliver(this.table.open(id, 1));
		}
	}

	/**
	 * Tries the oldest delivery now, although the route waits for its destination. Each
	 * node has a circuit breaker of its own. Other nodes let one delivery in within a
	 * second or two.
	 * @param id the id of a route that is there
	 * @return false if the route is paused, or does not wait for its destination, as far
	 * as this node knows
	 * @throws SQLException if the store cannot be reached
	 */
	public boolean tryNow(String id) throws SQLException {
		if (this.pausedRoutes.read().contains(id)) {
			return false;
		}
		boolean waits = Engine.tryNow(this.dispatcher, id);
		if (!waits && !areSeveralNodes()) {
			return false;
		}
		this.pausedRoutes.tryNow(id);
		this.redelivery.redeliver(this.table.open(id, 1));
		return true;
	}

	/**
	 * Finds the delivery that must be done first: one of the same call and route with an
	 * earlier event.
	 * @param deliveryId a delivery that is not done
	 * @return the other's number, or null if there is none
	 */
	public @Nullable Long heldBackBy(long deliveryId) {
		return this.table.heldBackBy(deliveryId);
	}

}
