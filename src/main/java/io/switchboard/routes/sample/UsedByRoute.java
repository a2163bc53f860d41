package io.switchboard.routes.sample;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.switchboard.routes.RoutesText;
import io.switchboard.routes.reload.RouteRevisions;
import io.switchboard.settings.Secrets;
import io.switchboard.settings.SettingLookup;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Finds the words in quotes and the settings for which the files of a route ask. A sample
 * has its own values for settings that name people or servers, so that it has the same
 * effects everywhere.
 */
final class UsedByRoute {

	private static final Pattern SETTING = Pattern.compile("\\{\\{\\??([\\w.-]+)|\\$\\{properties:([\\w.-]+)");

	private static final Pattern SWITCH = Pattern.compile("variable[.:]([a-z0-9_]+)_on\\b");

	private static final Pattern LOCAL = Pattern.compile("(?s).*[@/]localhost\\b.*");

	/** A shorter text may stand in an event by chance. */
	private static final Pattern TELLING = Pattern.compile("(?s)(?=.*\\p{L})[^@]{5,}");

	private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;]+@[^\\s@<>,;]+");

	private static final Pattern URL = Pattern.compile("(?i)https?://.*");

	/** Settings that change the output of any route, with their defaults. */
	private static final Map<String, String> SHAPING = Map.of("display.time-zone", "UTC", "display.locale", "en-GB",
			"voipstudio.region", "GB", "opening-hours", "mon-fri 09:00-17:30", "console.url", "");

	private final SettingLookup lookup;

	private final RoutesText text;

	UsedByRoute(ConfigurableEnvironment environment, RoutesText text) {
		this.lookup = new SettingLookup(environment);
		this.text = text;
	}

	/** The texts of the route's settings that name no person and no server. */
	Set<String> texts(String route) {
		Set<String> texts = new TreeSet<>();
		for (String name : names(route)) {
			String value = this.lookup.get(name);
			if (value != null && TELLING.matcher(value).matches() && !Secrets.isSecret(name)
					&& !URL.matcher(value.strip()).matches()) {
				texts.add(value);
			}
		}
		return texts;
	}

	/** The settings that a sample of a route needs of its own, disguised. */
	Map<String, String> settings(String route, Disguise disguise) {
		Map<String, String> settings = new TreeMap<>();
		names(route).forEach((name) -> add(name, disguise, settings));
		SHAPING.forEach((name, usual) -> {
			String value = this.lookup.get(name);
			if (value != null && !value.isBlank() && !value.equals(usual)) {
				settings.put(name, disguised(name, value, disguise));
			}
		});
		String enabled = this.lookup.get(route + ".enabled");
		if (enabled != null) {
			settings.put(route + ".enabled", enabled);
		}
		return settings;
	}

	/**
	 * The settings on which the rules of a decision depend, disguised: what switches them
	 * on or off, and what their conditions name.
	 */
	Map<String, String> switches(Set<String> routes, Disguise disguise) {
		Map<String, String> settings = new TreeMap<>();
		for (String condition : AskedRules.conditions(this.text.text("switchboard.camel.yaml"), routes)) {
			found(SETTING, condition).forEach((name) -> add(name, disguise, settings));
			for (String variable : found(SWITCH, condition)) {
				String section = variable.replace('_', '-');
				String enabled = this.lookup.get(section + ".enabled");
				String url = this.lookup.get(section + ".url");
				if (enabled != null) {
					settings.put(section + ".enabled", enabled);
				}
				else if (url != null) {
					settings.put(section + ".url", url.isBlank() ? "" : disguised(section + ".url", url, disguise));
				}
			}
		}
		return settings;
	}

	/** An address counts even as it is: elsewhere it may be another. */
	private void add(String name, Disguise disguise, Map<String, String> settings) {
		String value = this.lookup.get(name);
		if (value != null && !value.isBlank()) {
			String disguised = disguised(name, value, disguise);
			if (!disguised.equals(value) || LOCAL.matcher(value).matches()) {
				settings.put(name, disguised);
			}
		}
	}

	private static String disguised(String name, String value, Disguise disguise) {
		if (Secrets.isSecret(name)) {
			// the beginning of a secret says its kind, such as xoxb-
			return value.replaceFirst("(?s)^([a-z]{2,6}[_-])?.*", "$1ZXhhbXBsZWV4YW1wbGU=");
		}
		if (LOCAL.matcher(value).matches()) {
			return value;
		}
		if (URL.matcher(value.strip()).matches()) {
			return "https://%s.example.org%s".formatted(name.replaceFirst("\\..*", ""), path(value.strip()));
		}
		String last = name.replaceFirst(".*\\.", "");
		AtomicInteger number = new AtomicInteger();
		String addressed = ADDRESS.matcher(value)
			.replaceAll((found) -> last + ((number.getAndIncrement() > 0) ? String.valueOf(number.get()) : "")
					+ "@example.org");
		return addressed.equals(value) ? disguise.setting(value) : addressed;
	}

	/**
	 * The words of a path stay, because a route may ask for them. All else may be a
	 * secret.
	 */
	private static String path(String url) {
		String path = url.replaceFirst("(?i)^https?://[^/?#]*", "").replaceFirst("(?s)[?#].*", "");
		return path.isEmpty() ? ""
				: Arrays.stream(path.substring(1).split("/"))
					.map((part) -> part.matches("[A-Za-z.]{0,20}|v[0-9.]{1,5}") ? part : "x")
					.collect(Collectors.joining("/", "/", ""));
	}

	private Set<String> names(String route) {
		Set<String> names = new TreeSet<>();
		Map<String, String> files = new RouteRevisions(this.text).files(route + ".camel.yaml");
		files.values().forEach((file) -> names.addAll(found(SETTING, file)));
		names.removeIf((name) -> name.startsWith("voipstudio.api.") || !name.contains("."));
		return names;
	}

	private static Set<String> found(Pattern pattern, String text) {
		Set<String> found = new TreeSet<>();
		Matcher matcher = pattern.matcher(text);
		while (matcher.find()) {
			found.add((matcher.group(1) != null) ? matcher.group(1) : matcher.group(2));
		}
		return found;
	}

}
