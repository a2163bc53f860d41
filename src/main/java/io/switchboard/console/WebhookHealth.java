package io.switchboard.console;

import io.switchboard.platformhttp.Drain;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Part of readiness: whether the routes take webhooks. */
@Component("webhookHealthIndicator")
class WebhookHealth implements HealthIndicator {

	private final Drain drain;

	WebhookHealth(Drain drain) {
		this.drain = drain;
	}

	@Override
	public Health health() {
		return this.drain.isReady() ? Health.up().build() : Health.outOfService().build();
	}

}
