package io.switchboard;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Outside the demo nothing is guessed: before anything starts, one list of all that is
 * missing.
 */
class RequiredSettings implements ApplicationListener<ApplicationPreparedEvent>, FailureAnalyzer {

	private static final Map<String, String> REQUIRED = new LinkedHashMap<>();
	static {
		REQUIRED.put("webhook.key", "the secret in the webhook's URL, such as the output of: openssl rand -hex 24");
		REQUIRED.put("api.token", "the Bearer token of /api, made the same way");
		REQUIRED.put("spring.datasource.url", "the store, such as jdbc:postgresql://db.example.org/switchboard");
		REQUIRED.put("mail.host", "the mail server");
		REQUIRED.put("mail.from", "the address that our mail comes from");
		REQUIRED.put("destinations.support-email", "who hears of missed queue calls");
		REQUIRED.put("destinations.sms-email", "who gets a copy of each text message");
		REQUIRED.put("voipstudio.api.token", "the API key of VoIPstudio's REST API");
		REQUIRED.put("console.url", "where people reach this Switchboard; mails link to it");
	}

	@Override
	public void onApplicationEvent(ApplicationPreparedEvent event) {
		Environment environment = event.getApplicationContext().getEnvironment();
		// the simulator alone needs none of them
		boolean whole = event.getSpringApplication().getAllSources().contains(SwitchboardApplication.class);
		if (!whole || environment.acceptsProfiles(Profiles.of("demo"))) {
			return;
		}
		String missing = REQUIRED.keySet()
			.stream()
			.filter((name) -> environment.getProperty(name, "").isBlank())
			.map((name) -> "  %-28s %-28s %s".formatted(name, variable(name), REQUIRED.get(name)))
			.collect(Collectors.joining("\n"));
		if (!missing.isEmpty()) {
			throw new MissingSettingsException(missing);
		}
	}

	private static String variable(String name) {
		return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
	}

	@Override
	public FailureAnalysis analyze(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof MissingSettingsException) {
				return new FailureAnalysis(
						"These settings are missing (setting, environment variable, what it is):\n\n"
								+ cause.getMessage(),
						"Set them in application.yaml, the secrets in the environment; or run the profile demo, which needs none.",
						cause);
			}
		}
		return null;
	}

}
