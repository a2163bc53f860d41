package io.switchboard.settings;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.stereotype.Component;

/** Settings as routes get them. */
@Component
public class SettingLookup {

	private final ConfigurableEnvironment environment;

	/**
	 * Looks them up there.
	 * @param environment with all sources of settings
	 */
	public SettingLookup(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	/**
	 * A setting as it is written, where a {@code ${…}} in it names no other setting.
	 * @param name such as {@code crm.url}
	 * @return null where it is not set
	 */
	public @Nullable String get(String name) {
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			Object value = source.getProperty(name);
			if (value != null) {
				return this.environment.resolvePlaceholders(value.toString());
			}
		}
		return null;
	}

	/**
	 * The names of all settings that are set.
	 * @return in a set of its own
	 */
	public Set<String> names() {
		Set<String> names = new TreeSet<>();
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			boolean written = !(source instanceof SystemEnvironmentPropertySource);
			if (written && source instanceof EnumerablePropertySource<?> enumerable) {
				names.addAll(List.of(enumerable.getPropertyNames()));
			}
		}
		return names;
	}

	/**
	 * The name of a setting as a variable of the environment.
	 * @param name such as {@code sms.stop-words}
	 * @return as the documentation has it
	 */
	public static String variable(String name) {
		return name.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_');
	}

}
