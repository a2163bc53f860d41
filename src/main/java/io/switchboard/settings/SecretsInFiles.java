package io.switchboard.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.switchboard.settings.SettingsCheck.Unknown;

import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Finds secrets in files with settings, because files are copied and kept in
 * repositories.
 */
public final class SecretsInFiles {

	private static final Pattern NAME = Pattern
		.compile("(?i)webhook\\.key|hooks\\.[^.]+\\.key|.*[.-](?:password|secret|client-?secret|token|api-?key)");

	/** A hash is not a secret, nor is a reference to the environment. */
	private static final Pattern HARMLESS = Pattern.compile("\\s*|\\$\\{.*}|\\$2[aby]\\$.*");

	private SecretsInFiles() {
	}

	/**
	 * Looks at all files but the jar's own.
	 * @param environment with all sources of settings
	 * @return where each stands; the secret itself is not told
	 */
	public static List<Unknown> check(ConfigurableEnvironment environment) {
		List<Unknown> found = new ArrayList<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				for (String name : enumerable.getPropertyNames()) {
					Origin origin = OriginLookup.getOrigin(source, name);
					String value = String.valueOf(enumerable.getProperty(name));
					if (origin instanceof TextResourceOrigin text && text.getResource() != null
							&& text.getLocation() != null && !SettingsCheck.isInJar(text.getResource())
							&& NAME.matcher(name).matches() && !HARMLESS.matcher(value).matches()) {
						found.add(new Unknown(String.valueOf(text.getResource().getFilename()),
								text.getLocation().getLine() + 1, text.getLocation().getColumn() + 1,
								"the secret %s is in a file".formatted(name),
								"Set it in the environment: %s.".formatted(SettingLookup.variable(name))));
					}
				}
			}
		}
		return found;
	}

}
