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

	private static final Pattern SINGLE = Pattern.compile("'([^'\\n]{1,80})'");

	private static final Pattern DOUBLE = Pattern.compile("\"([^\"\\n]{1,80})\"");

	private static final Pattern SETTING = Pattern.compile("\\{\\{\\??([\\w.-]+)|\\$\\{properties:([\\w.-]+)");

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

	/** The words in quotes in all files. */
	static Set<String> quoted(RoutesText text) {
		Set<String> words = new TreeSet<>();
		for (String file : text.files().keySet()) {
			if (!file.startsWith("samples/") && !file.endsWith(".md")) {
				for (Pattern pattern : new Pattern[] { SINGLE, DOUBLE }) {
					Matcher matcher = pattern.matcher(text.text(file));
					while (matcher.find()) {
						words.add(matcher.group(1));
					}
				}
			}
		}
		return words;
	}

	/** The settings that a sample of a route needs of its own, disguised. */
	Map<String, String> settings(String route, Disguise disguise) {
		Map<String, String> settings = new TreeMap<>();
		for (String name : names(route)) {
			String value = this.lookup.get(name);
			if (value != null && !value.isBlank()) {
				String disguised = disguised(name, value, disguise);
				if (!disguised.equals(value)) {
					settings.put(name, disguised);
				}
			}
		}
		SHAPING.forEach((name, usual) -> {
			String value = this.lookup.get(name);
			if (value != null && !value.isBlank() && !value.equals(usual) && !value.contains("//localhost")) {
				settings.put(name, disguised(name, value, disguise));
			}
		});
		String enabled = this.lookup.get(route + ".enabled");
		if (enabled != null) {
			settings.put(route + ".enabled", enabled);
		}
		return settings;
	}

	private static String disguised(String name, String value, Disguise disguise) {
		if (Secrets.isSecret(name)) {
			// the beginning of a secret says its kind, such as xoxb-
			return value.replaceFirst("(?s)^([a-z]{2,6}[_-])?.*", "$1ZXhhbXBsZWV4YW1wbGU=");
		}
		if (value.matches("(?s).*[@/]localhost\\b.*")) {
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
		files.values().forEach((file) -> {
			Matcher matcher = SETTING.matcher(file);
			while (matcher.find()) {
				names.add((matcher.group(1) != null) ? matcher.group(1) : matcher.group(2));
			}
		});
		names.removeIf((name) -> name.startsWith("voipstudio.api.") || !name.contains("."));
		return names;
	}

}
