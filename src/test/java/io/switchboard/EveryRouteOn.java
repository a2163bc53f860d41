package io.switchboard;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Switches every section on that a rule of the switchboard asks for, such as
 * {@code vip-caller-transfer.enabled} for {@code vip_caller_transfer_on}.
 */
class EveryRouteOn implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		Map<String, String> on = new LinkedHashMap<>();
		for (String section : Samples.switches()) {
			if (context.getEnvironment().containsProperty(section + ".enabled")) {
				on.put(section + ".enabled", "true");
			}
		}
		TestPropertyValues.of(on).applyTo(context);
	}

}
