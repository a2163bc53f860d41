package io.switchboard.delivery.durable;

import java.util.Collection;
import java.util.List;

import io.switchboard.delivery.queue.Dispatcher;
import org.apache.camel.Component;
import org.apache.camel.Route;

/**
 * Hands channels over from the routes of one Camel context to those of another: a
 * delivery that begins after that runs on the new route, and one that runs ends on the
 * old one.
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
	 * Lets routes begin nothing more. Their deliveries wait in the table.
	 * @param routes which nothing replaces
	 */
	public void end(Collection<Route> routes) {
		consumers(routes).forEach(this.dispatcher::close);
	}

	/**
	 * Whether a route that begins nothing more runs nothing any more. From then on it
	 * never will.
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
