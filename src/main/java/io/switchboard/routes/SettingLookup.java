package io.switchboard.routes;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
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

}
