package io.switchboard.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.settings.SettingsCheck.Unknown;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.PropertySource;

/** The settings that are required outside the demo. */
public final class ProductionSettings {

	private static final Map<String, String> NEEDED = new LinkedHashMap<>();
	static {
		NEEDED.put("webhook.key", "the secret in the webhook's URL, such as the output of: openssl rand -hex 24");
		NEEDED.put("api.token", "the Bearer token of /api, made the same way");
		NEEDED.put("spring.datasource.url", "the store, such as jdbc:postgresql://db.example.org/switchboard");
		NEEDED.put("mail.host", "the mail server");
		NEEDED.put("mail.from", "the address that our mail comes from");
		NEEDED.put("destinations.support-email", "who gets mails about missed queue calls");
		NEEDED.put("destinations.sms-email", "who gets a copy of each text message");
		NEEDED.put("voipstudio.api.token", "the API key of VoIPstudio's REST API");
		NEEDED.put("console.url", "where people reach this Switchboard; mails link to it");
	}

	private static final Set<String> SECRETS = Set.of("webhook.key", "api.token", "voipstudio.api.token");

	private ProductionSettings() {
	}

	/**
	 * Looks for all of them.
	 * @param environment with all sources of settings
	 * @return one for each that is not set, or is empty; nothing in the demo
	 */
	public static List<Unknown> missing(ConfigurableEnvironment environment) {
		List<Unknown> missing = new ArrayList<>();
		if (!environment.acceptsProfiles(Profiles.of("demo"))) {
			NEEDED.forEach((name, what) -> {
				if (environment.getProperty(name, "").isBlank()) {
					missing.add(missing(environment, name, what));
				}
			});
		}
		return missing;
	}

	private static Unknown missing(ConfigurableEnvironment environment, String name, String what) {
		TextResourceOrigin empty = written(environment, name);
		String file = (empty != null) ? String.valueOf(empty.getResource().getFilename()) : "application.yaml";
		boolean placed = empty != null && empty.getLocation() != null;
		return new Unknown(file, placed ? empty.getLocation().getLine() + 1 : 0,
				placed ? empty.getLocation().getColumn() + 1 : 0, "%s is missing: %s".formatted(name, what),
				SECRETS.contains(name) ? "Set %s in the environment.".formatted(SettingLookup.variable(name))
						: "Set it in application.yaml, or %s in the environment."
							.formatted(SettingLookup.variable(name)));
	}

	/** The value as it is written, without defaults. */
	private static @Nullable TextResourceOrigin written(ConfigurableEnvironment environment, String name) {
		for (PropertySource<?> source : environment.getPropertySources()) {
			Origin origin = OriginLookup.getOrigin(source, name);
			if (origin instanceof TextResourceOrigin text && text.getResource() != null
					&& !SettingsCheck.isInJar(text.getResource())) {
				return text;
			}
		}
		return null;
	}

}
