package io.switchboard.settings;

import java.util.List;

import io.switchboard.settings.SettingsCheck.Unknown;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Stops a start whose application.yaml is no file, before Spring Boot reads it. It would
 * pass over a folder, and wait for a pipe.
 */
class SettingsFileStop implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		List<Unknown> wrong = SettingsFile.noFiles();
		if (!wrong.isEmpty()) {
			throw new UnknownSettingsException(wrong);
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
