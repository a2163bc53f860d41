package io.switchboard.delivery.decision;

import io.switchboard.delivery.queue.Dispatcher;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Tells people and alarms whether the switchboard decides. It is not a part of readiness:
 * events that come in meanwhile are stored, and decided later.
 */
@Component("switchboardHealthIndicator")
class SwitchboardHealth implements HealthIndicator {

	private final Dispatcher dispatcher;

	SwitchboardHealth(Dispatcher dispatcher) {
		this.dispatcher = dispatcher;
	}

	@Override
	public Health health() {
		boolean decides = this.dispatcher.decides() != null;
		return decides ? Health.up().build()
				: Health.outOfService().withDetail("reason", "the switchboard is stopped: events wait for it").build();
	}

}
