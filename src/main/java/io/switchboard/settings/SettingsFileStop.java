package io.switchboard.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.switchboard.settings.SettingsCheck.Unknown;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Stops a start whose application.yaml is no file or has no settings, before Spring Boot
 * reads it. It would pass over a folder, a list and a text, and wait for a pipe.
 */
class SettingsFileStop implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		List<Unknown> wrong = new ArrayList<>(SettingsFile.noFiles());
		wrong.addAll(SettingsFile.passedOver(Path.of("")));
		if (!wrong.isEmpty()) {
			throw new UnknownSettingsException(wrong);
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
