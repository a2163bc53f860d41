package io.switchboard.settings;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.switchboard.settings.SettingsCheck.Unknown;
import io.switchboard.text.Nearest;
import io.switchboard.text.WrittenTime;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ClassUtils;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.unit.DataSize;

/**
 * Finds wrong settings of Spring Boot and Camel, such as {@code server.port}, by what
 * their jars say of them. It looks only at those that somebody has set.
 */
final class PlatformSettings {

	private static final String LEVELS = "logging.level";

	private static final String CONSOLE = "console.url";

	private static final Set<String> PORTS = Set.of("server.port", "management.server.port");

	private static final int LAST_PORT = 65535;

	private static final int TYPING_ERROR = 2;

	private static final Set<Class<?>> TRIED = Set.of(Boolean.class, Integer.class, Long.class, Short.class,
			Double.class, Float.class, Duration.class, DataSize.class);

	private final ConfigurableEnvironment environment;

	private final Binder binder;

	private final List<Unknown> wrong = new ArrayList<>();

	private PlatformSettings(ConfigurableEnvironment environment) {
		this.environment = environment;
		this.binder = Binder.get(environment);
	}

	/**
	 * Looks at all that are set outside the jar.
	 * @param environment with all sources of settings
	 * @return empty if nothing is wrong
	 */
	static List<Unknown> wrong(ConfigurableEnvironment environment) {
		PlatformSettings settings = new PlatformSettings(environment);
		Map<String, Written> written = settings.written();
		if (!written.isEmpty()) {
			settings.look(written);
		}
		if (settings.wrong.isEmpty()) {
			// in the demo it has the port
			settings.consoleAddress();
			settings.wrong.addAll(ServerKeys.wrong(environment));
		}
		return settings.wrong;
	}

	/** By their names: how somebody wrote it, and whether in a file or in a command. */
	private Map<String, Written> written() {
		Map<String, Written> written = new LinkedHashMap<>();
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			if (!(source instanceof EnumerablePropertySource<?> enumerable)) {
				continue;
			}
			boolean isVariable = source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
			boolean isOfJava = source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
			for (String name : enumerable.getPropertyNames()) {
				String plain = isVariable ? name.toLowerCase(Locale.ROOT).replace('_', '.') : name;
				boolean isOfOthers = KnownSettings.isOfOthers(plain)
						|| (isVariable && MisspeltVariables.isLikeASection(name));
				if (isOfOthers && !isOurs(source, name)) {
					written.putIfAbsent(plain, new Written(name, isVariable, !isVariable && !isOfJava));
				}
			}
		}
		return written;
	}

	private static boolean isOurs(PropertySource<?> source, String name) {
		return OriginLookup.getOrigin(source, name) instanceof TextResourceOrigin text
				&& SettingsCheck.isInJar(text.getResource());
	}

	private record Written(String name, boolean isVariable, boolean isExact) {
	}

	private void look(Map<String, Written> written) {
		Map<String, JsonNode> known = SettingsSchema.metadata();
		Map<String, String> names = new HashMap<>();
		known.keySet().forEach((name) -> names.put(MisspeltVariables.squeezed(name), name));
		MisspeltVariables variables = new MisspeltVariables(known.keySet());
		written.forEach((name, as) -> {
			String found = names.get(MisspeltVariables.squeezed(name));
			if (found != null) {
				value(found, known.get(found));
			}
			else if (as.isExact()) {
				misspelt(name, known);
			}
			else if (!isInMap(name, known)) {
				variable(as, variables.meant(name));
			}
		});
		tried(LEVELS, Bindable.mapOf(String.class, LogLevel.class));
	}

	private void variable(Written written, @Nullable String meant) {
		if (meant != null) {
			String near = written.isVariable() ? "%s (%s)".formatted(SettingLookup.variable(meant), meant) : meant;
			this.wrong.add(new Unknown(written.isVariable() ? "environment" : "command line", 0, 0,
					"there is no setting " + written.name(), "Did you mean %s?".formatted(near)));
		}
	}

	private void value(String name, JsonNode described) {
		Class<?> java = type(described.path("type").asText());
		if (java != null && (java.isEnum() || TRIED.contains(java))) {
			tried(name, Bindable.of(java));
		}
		if (java != null && PlatformTimes.isInMilliseconds(name, java, described)) {
			String time = this.environment.getProperty(name, "").strip();
			if (time.matches("\\d{1,3}") && WrittenTime.isBare(time)) {
				add(name, "%s cannot be '%s'".formatted(name, time), WrittenTime.unit(time));
			}
			return;
		}
		if (!PORTS.contains(name) && !name.equals("server.servlet.context-path")) {
			return;
		}
		String text = this.environment.getProperty(name, "").strip();
		if (PORTS.contains(name) && text.matches("\\d+") && (text.length() > 5 || Integer.parseInt(text) > LAST_PORT)) {
			add(name, "%s cannot be '%s'".formatted(name, text), "It is a port: a number up to 65535.");
		}
		if (name.equals("server.servlet.context-path") && !text.matches("(?:/[\\w.~-]+)*")) {
			add(name, "%s cannot be '%s'".formatted(name, text),
					"It begins with a slash and ends without one, such as /switchboard.");
		}
	}

	static @Nullable Class<?> type(String name) {
		try {
			return ClassUtils.forName(name, null);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// of something that is not in the product
			return null;
		}
	}

	private void tried(String name, Bindable<?> type) {
		try {
			this.binder.bind(name, type);
		}
		catch (BindException ex) {
			this.wrong.add(SettingValues.told(ex));
		}
		catch (PlaceholderResolutionException ex) {
			// told by itself
		}
	}

	/** A name that no jar knows may belong to a jar in lib. So only a near one counts. */
	private void misspelt(String name, Map<String, JsonNode> known) {
		String plain = name.replaceAll("\\[\\d+]", "");
		if (isInMap(plain, known)) {
			return;
		}
		known.keySet()
			.stream()
			.filter((each) -> Math.abs(each.length() - plain.length()) <= TYPING_ERROR
					&& Nearest.distance(plain, each) <= TYPING_ERROR
					&& !KnownSettings.canonical(each).equals(KnownSettings.canonical(plain)))
			.findFirst()
			.ifPresent((near) -> add(name, "there is no setting " + name, "Did you mean %s?".formatted(near)));
	}

	private static boolean isInMap(String name, Map<String, JsonNode> known) {
		for (int end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
			JsonNode above = known.get(name.substring(0, end));
			if (above != null && above.path("type").asText().matches("java\\.util\\.(Map|List|Set|Properties).*")) {
				return true;
			}
		}
		return false;
	}

	private void add(String name, String what, String mend) {
		this.wrong.add(SettingValues.at(this.environment, name, what, mend));
	}

	/** Mails link to it. */
	private void consoleAddress() {
		String text;
		try {
			text = this.environment.getProperty(CONSOLE, "").strip();
		}
		catch (PlaceholderResolutionException ex) {
			// told by itself
			return;
		}
		if (!text.isEmpty() && !isAddress(text)) {
			add(CONSOLE, "%s is not an address of a server".formatted(CONSOLE),
					"Set it to one such as https://switchboard.example.org.");
		}
	}

	private static boolean isAddress(String text) {
		try {
			URI address = URI.create(text);
			return address.getHost() != null && address.getRawQuery() == null && address.getRawFragment() == null
					&& Set.of("http", "https").contains(address.getScheme().toLowerCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
