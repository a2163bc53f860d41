package io.switchboard.delivery.durable;

import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

import io.switchboard.delivery.queue.Dispatcher;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Route;
import org.jspecify.annotations.Nullable;

/**
 * Hands channels over from the routes of one Camel context to those of another. A
 * delivery that begins after that runs on the new route. A delivery that is running ends
 * on the old one.
 */
@org.springframework.stereotype.Component
public class DurableRoutes {

	private final DurableComponent component;

	private final Dispatcher dispatcher;

	DurableRoutes(DurableComponent component, Dispatcher dispatcher) {
		this.component = component;
		this.dispatcher = dispatcher;
	}

	/**
	 * The component {@code durable:} for another context. Its routes take no delivery
	 * before {@link #begin}.
	 * @return a new one each time
	 */
	public Component standby() {
		return this.component.standby();
	}

	/**
	 * Sets the revisions of the files that the routes of a context were made from.
	 * @param context one with a component of {@link #standby}, or the application's
	 * @param revisions by the route's id; null for a route of the application itself
	 */
	public static void revisions(CamelContext context, UnaryOperator<@Nullable String> revisions) {
		context.getComponent("durable", DurableComponent.class).revisions(revisions);
	}

	/**
	 * Whether a route reads from a channel.
	 * @param route of any context
	 * @return true where it is {@code from: durable:}
	 */
	public static boolean isDurable(Route route) {
		return route.getConsumer() instanceof DurableConsumer;
	}

	/**
	 * Lets routes take over their channels, the switchboard last.
	 * @param routes of one context, started
	 */
	public void begin(Collection<Route> routes) {
		List<DurableConsumer> consumers = consumers(routes);
		consumers.stream().filter((consumer) -> !consumer.isSwitchboard()).forEach(this.dispatcher::replace);
		consumers.stream().filter(DurableConsumer::isSwitchboard).forEach(this.dispatcher::replace);
	}

	/**
	 * Lets routes begin no more deliveries. Their deliveries wait in the table.
	 * @param routes that were removed without a successor
	 */
	public void end(Collection<Route> routes) {
		consumers(routes).forEach(this.dispatcher::close);
	}

	/**
	 * Whether a route that begins no more deliveries has ended all that it ran. It then
	 * runs none ever again.
	 * @param route one that was replaced or has ended
	 * @return true if it may be stopped without harm; also of any other route
	 */
	public boolean isIdle(Route route) {
		return !(route.getConsumer() instanceof DurableConsumer consumer) || consumer.retire();
	}

	private static List<DurableConsumer> consumers(Collection<Route> routes) {
		return routes.stream()
			.map(Route::getConsumer)
			.filter(DurableConsumer.class::isInstance)
			.map(DurableConsumer.class::cast)
			.toList();
	}

}
