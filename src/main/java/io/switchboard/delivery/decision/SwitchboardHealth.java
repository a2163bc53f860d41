package io.switchboard.delivery.decision;

import io.switchboard.delivery.durable.DurableConsumer;
import io.switchboard.delivery.queue.Dispatcher;
import io.switchboard.delivery.table.RouteNames;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * For people and alarms: whether the switchboard decides. No part of readiness, for what
 * comes in meanwhile is kept, and decided later.
 */
@Component("switchboardHealthIndicator")
class SwitchboardHealth implements HealthIndicator {

	private final CamelContext camel;

	private final Dispatcher dispatcher;

	SwitchboardHealth(CamelContext camel, Dispatcher dispatcher) {
		this.camel = camel;
		this.dispatcher = dispatcher;
	}

	@Override
	public Health health() {
		boolean decides = !this.dispatcher.isPaused(RouteNames.SWITCHBOARD) && this.camel.getRoutes()
			.stream()
			.map(Route::getConsumer)
			.anyMatch((consumer) -> consumer instanceof DurableConsumer durable && durable.isSwitchboard()
					&& durable.isRunAllowed() && !durable.isSuspendingOrSuspended());
		return decides ? Health.up().build()
				: Health.outOfService().withDetail("reason", "the switchboard is stopped: events wait for it").build();
	}

}
