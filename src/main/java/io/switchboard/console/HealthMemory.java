package io.switchboard.console;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.actuate.availability.AvailabilityStateHealthIndicator;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;
import org.springframework.stereotype.Component;

/** Caches each part of the health for a second, except parts that cost nothing. */
@Component
class HealthMemory implements SmartInitializingSingleton {

	private final HealthContributorRegistry registry;

	HealthMemory(HealthContributorRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void afterSingletonsInstantiated() {
		for (NamedContributor<?> part : this.registry.stream().toList()) {
			if (part.getContributor() instanceof HealthIndicator indicator
					&& !(indicator instanceof AvailabilityStateHealthIndicator)
					&& !(indicator instanceof WebhookHealth)) {
				this.registry.unregisterContributor(part.getName());
				this.registry.registerContributor(part.getName(), new RememberedHealth(indicator, System::nanoTime));
			}
		}
	}

}
