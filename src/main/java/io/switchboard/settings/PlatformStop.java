package io.switchboard.settings;

import java.util.ArrayList;
import java.util.List;

import io.switchboard.settings.SettingsCheck.Unknown;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Stops a start that the platform cannot make: with a wrong setting of Spring Boot or
 * Camel, or a broken jar. It comes before Spring Boot reads its own settings, and says
 * the same as the check.
 */
class PlatformStop implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		ConfigurableEnvironment environment = event.getEnvironment();
		List<Unknown> wrong = new ArrayList<>(BrokenJars.check());
		wrong.addAll(PlatformSettings.wrong(environment));
		if (!wrong.isEmpty()) {
			throw new UnknownSettingsException(wrong);
		}
	}

	@Override
	public int getOrder() {
		return LoggingApplicationListener.DEFAULT_ORDER - 1;
	}

}
