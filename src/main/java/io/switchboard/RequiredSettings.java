package io.switchboard;

import java.util.stream.Collectors;

import io.switchboard.settings.ProductionSettings;
import io.switchboard.settings.SettingsCheck.Unknown;
import io.switchboard.text.Causes;

import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ApplicationListener;

/**
 * Stops the start outside the demo where settings are missing, with one list of all of
 * them.
 */
class RequiredSettings implements ApplicationListener<ApplicationPreparedEvent>, FailureAnalyzer {

	@Override
	public void onApplicationEvent(ApplicationPreparedEvent event) {
		// the simulator alone needs none of them
		if (!event.getSpringApplication().getAllSources().contains(SwitchboardApplication.class)) {
			return;
		}
		String missing = ProductionSettings.missing(event.getApplicationContext().getEnvironment())
			.stream()
			.map(Unknown::toString)
			.collect(Collectors.joining("\n"));
		if (!missing.isEmpty()) {
			throw new MissingSettingsException(missing);
		}
	}

	@Override
	public FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause : Causes.of(failure)) {
			if (cause instanceof MissingSettingsException) {
				return new FailureAnalysis("Settings are missing:\n\n" + cause.getMessage(),
						"Set them, the secrets in the environment; or run the profile demo, which needs none.", cause);
			}
		}
		return null;
	}

}
