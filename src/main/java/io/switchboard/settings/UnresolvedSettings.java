package io.switchboard.settings;

import java.util.ArrayList;
import java.util.List;

import io.switchboard.settings.SettingsCheck.Unknown;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.PlaceholderResolutionException;

/** Finds settings that name another one which is not there. */
public final class UnresolvedSettings {

	private UnresolvedSettings() {
	}

	/**
	 * Looks at all settings but the environment's own.
	 * @param environment with all sources of settings
	 * @return empty if each has a value
	 */
	public static List<Unknown> check(ConfigurableEnvironment environment) {
		List<Unknown> unresolved = new ArrayList<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> enumerable
					&& !source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
					&& !source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
				for (String name : enumerable.getPropertyNames()) {
					String value = String.valueOf(source.getProperty(name));
					if (value.contains("${")) {
						check(environment, name, value, unresolved);
					}
				}
			}
		}
		return unresolved.stream().distinct().toList();
	}

	private static void check(ConfigurableEnvironment environment, String name, String value,
			List<Unknown> unresolved) {
		try {
			environment.resolveRequiredPlaceholders(value);
		}
		catch (PlaceholderResolutionException ex) {
			String what = "%s: there is no setting or variable of the environment for ${%s}".formatted(name,
					ex.getPlaceholder());
			unresolved.add(SettingPlace.found(environment, new Unknown("application.yaml", 0, 0, what,
					"Set it, or correct its name; if it is text, write \\${ instead of ${.")));
		}
	}

}
