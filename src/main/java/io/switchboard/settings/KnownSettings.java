package io.switchboard.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/** The settings that the jar has; all of them stand in its own application.yaml. */
final class KnownSettings {

	private static final Set<String> OF_OTHERS = Set.of("server", "spring", "camel", "management", "springdoc",
			"logging");

	/**
	 * Sections in which any name is allowed.
	 */
	private static final Set<String> OPEN = Set.of("destinations", "crm");

	static final String PASSED_ON = "mail.properties.";

	private static final Set<String> OF_LISTS = Set.of("console.users.name", "console.users.password",
			"console.users.roles", "console.users.extension", "console.users", "alerts.channels",
			"alerts.channels.name", "alerts.channels.mail", "alerts.channels.slack", "alerts.channels.teams",
			"alerts.channels.google-chat", "alerts.channels.mattermost", "alerts.channels.webhook",
			"alerts.channels.secret");

	private static final Pattern SECTION = Pattern.compile("[.\\[].*");

	private static final Map<String, Object> VALUES = read();

	private static final KnownSettings ALL = new KnownSettings();

	private final Set<String> names = new TreeSet<>(OF_LISTS);

	private final Set<String> canonical = new HashSet<>();

	private final Set<String> sections;

	private final Set<String> routes = new HashSet<>();

	private KnownSettings() {
		values().keySet().stream().map((name) -> name.replaceAll("\\[\\d+]", "")).forEach(this.names::add);
		this.names.forEach((name) -> this.canonical.add(canonical(name)));
		this.sections = this.names.stream().map(KnownSettings::section).collect(Collectors.toSet());
		this.sections.stream()
			.filter((section) -> section.contains("-") && isOfARoute(section))
			.forEach(this.routes::add);
	}

	/** The settings of this version: the jar has all of them. */
	static KnownSettings all() {
		return ALL;
	}

	/** What each one is where nobody sets it. */
	static Map<String, Object> values() {
		return VALUES;
	}

	private static Map<String, Object> read() {
		Map<String, Object> values = new TreeMap<>();
		try {
			for (PropertySource<?> document : new YamlPropertySourceLoader().load("known",
					new ClassPathResource("application.yaml"))) {
				Arrays.stream(((EnumerablePropertySource<?>) document).getPropertyNames())
					.filter((name) -> !OF_OTHERS.contains(section(name)))
					.forEach((name) -> values.put(name, document.getProperty(name)));
			}
			return Collections.unmodifiableMap(values);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** As Spring Boot compares them: {@code maxAttempts} is {@code max-attempts}. */
	static String canonical(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("\\[\\d+]|[-_]", "");
	}

	static String section(String name) {
		return SECTION.matcher(name).replaceFirst("");
	}

	/** Whether Spring Boot, Camel or another library reads it. */
	static boolean isOfOthers(String name) {
		return OF_OTHERS.contains(section(name));
	}

	private boolean isOfARoute(String section) {
		return this.names.stream().anyMatch((name) -> name.startsWith(section + "."));
	}

	boolean isKnown(String name) {
		return isOfOthers(name) || this.canonical.contains(canonical(name)) || name.startsWith(PASSED_ON);
	}

	/** Whether somebody may have added it for a route. */
	boolean isOpen(String name) {
		return OPEN.contains(section(name)) || this.routes.contains(section(name))
				|| !this.sections.contains(section(name));
	}

	Set<String> names() {
		return this.names;
	}

	/** Those of one section. */
	Set<String> names(String section) {
		return this.names.stream().filter((name) -> section(name).equals(section)).collect(Collectors.toSet());
	}

	Set<String> sections() {
		return this.sections;
	}

}
