package io.switchboard.console;

import io.switchboard.platformhttp.ServletHttpEngine;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Part of readiness: whether the routes take webhooks. */
@Component("webhookHealthIndicator")
class WebhookHealth implements HealthIndicator {

	private final ServletHttpEngine engine;

	WebhookHealth(ServletHttpEngine engine) {
		this.engine = engine;
	}

	@Override
	public Health health() {
		return this.engine.isOpen() ? Health.up().build() : Health.outOfService().build();
	}

}
