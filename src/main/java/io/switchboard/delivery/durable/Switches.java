package io.switchboard.delivery.durable;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.stereotype.Component;

/**
 * Facts for rules about what the settings switch on and off. A section of the settings is
 * on if its {@code enabled} is true. A section without {@code enabled} is on if its
 * {@code url} is set.
 */
@Component
public class Switches {

	private static final Pattern SETTING = Pattern.compile("([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\\.(enabled|url)");

	private static final Pattern YES_OR_NO = Pattern.compile("(?i)true|false|on|off|yes|no|1|0|");

	private static final Pattern YES = Pattern.compile("(?i)true|on|yes|1");

	private final Map<String, Object> facts = new TreeMap<>();

	public Switches(ConfigurableEnvironment environment) {
		sections(environment)
			.forEach((section) -> this.facts.computeIfAbsent(fact(section), (fact) -> isOn(section, environment)));
	}

	/**
	 * The variables that there are, whatever the settings say.
	 * @param environment with all sources of settings
	 * @return such as {@code crm_on}
	 */
	public static Set<String> names(ConfigurableEnvironment environment) {
		return sections(environment).map(Switches::fact).collect(Collectors.toSet());
	}

	private static Stream<String> sections(ConfigurableEnvironment environment) {
		return environment.getPropertySources()
			.stream()
			.filter(EnumerablePropertySource.class::isInstance)
			.flatMap((source) -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()))
			.map(SETTING::matcher)
			.filter(Matcher::matches)
			.map((setting) -> setting.group(1));
	}

	/** The name of the variable, such as {@code crm_on}. */
	private static String fact(String section) {
		return section.replace('-', '_') + "_on";
	}

	private static boolean isOn(String section, ConfigurableEnvironment environment) {
		String enabled = environment.getProperty(section + ".enabled");
		if (enabled == null) {
			return !environment.getProperty(section + ".url", "").isBlank();
		}
		if (!YES_OR_NO.matcher(enabled.strip()).matches()) {
			throw new IllegalArgumentException(
					"%s.enabled=%s must be true or false".formatted(section, enabled.strip()));
		}
		return YES.matcher(enabled.strip()).matches();
	}

	/**
	 * Whether each is on.
	 * @return by the names of the variables, such as {@code crm_on}; values are booleans
	 */
	public Map<String, Object> facts() {
		return this.facts;
	}

}
