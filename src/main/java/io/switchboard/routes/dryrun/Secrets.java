package io.switchboard.routes.dryrun;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.switchboard.routes.SettingLookup;
import org.jspecify.annotations.Nullable;

/** Takes out of an effect what nobody may read, not even who may see the rest. */
final class Secrets {

	private static final String HIDDEN = "***";

	private static final int SHORTEST = 6;

	private static final Pattern NAME = Pattern.compile(
			"(?i).*(?:authorization|cookie|password|passwd|secret|token|api-?key|access-?key|webhook\\.key|signature).*");

	private static final Pattern IN_URL = Pattern
		.compile("(?i)(?<=[?&])([\\w.-]*(?:password|secret|token|key|signature)[\\w.-]*)=[^&]*|(?<=://)[^/@?]+@");

	/** The longest first, for one may hold another. */
	private final List<String> values;

	Secrets(SettingLookup settings) {
		List<String> values = new ArrayList<>();
		for (String name : settings.names()) {
			String value = NAME.matcher(name).matches() ? settings.get(name) : null;
			if (value != null && value.strip().length() >= SHORTEST && !value.matches("(?i)true|false")) {
				values.add(value.strip());
			}
		}
		values.sort(Comparator.comparingInt(String::length).reversed());
		this.values = values;
	}

	String text(String text) {
		String hidden = text;
		for (String value : this.values) {
			hidden = hidden.replace(value, HIDDEN);
		}
		return hidden;
	}

	String url(String url) {
		return text(IN_URL.matcher(url)
			.replaceAll((found) -> (found.group(1) != null) ? found.group(1) + "=" + HIDDEN : HIDDEN + "@"));
	}

	/** Without Camel's own. */
	Map<String, @Nullable Object> headers(Map<String, @Nullable Object> headers) {
		Map<String, @Nullable Object> shown = new LinkedHashMap<>();
		headers.forEach((name, value) -> {
			if (!name.startsWith("Camel")) {
				shown.put(name,
						NAME.matcher(name).matches() ? HIDDEN : (value != null) ? text(value.toString()) : null);
			}
		});
		return shown;
	}

}
