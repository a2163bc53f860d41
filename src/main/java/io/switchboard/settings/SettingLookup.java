package io.switchboard.settings;

import java.util.List;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.stereotype.Component;

/** Settings as routes get them. */
@Component
public class SettingLookup {

	private static final Pattern NAMED = Pattern.compile("\\$\\{([a-z][\\w.-]*)");

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
	 * The settings from which a setting has its value, by {@code ${…}}.
	 * @param name such as {@code console.url}
	 * @return itself first, and then those that it names, and that they name
	 */
	public Set<String> sources(String name) {
		Set<String> sources = new LinkedHashSet<>();
		sources(name, sources);
		return sources;
	}

	private void sources(String name, Set<String> sources) {
		if (!sources.add(name)) {
			return;
		}
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			Object value = source.getProperty(name);
			if (value != null) {
				NAMED.matcher(value.toString()).results().forEach((each) -> sources(each.group(1), sources));
				return;
			}
		}
	}

	/**
	 * The setting from which another has all of its value.
	 * @param name such as {@code follow-ups-to-email.to}
	 * @return itself if its value is its own
	 */
	public String whole(String name) {
		String whole = name;
		for (String each : sources(name)) {
			if (Objects.equals(get(each), get(name))) {
				whole = each;
			}
		}
		return whole;
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
		return name.toUpperCase(Locale.ROOT).replace("-", "").replaceAll("[.\\[]", "_").replace("]", "");
	}

}
