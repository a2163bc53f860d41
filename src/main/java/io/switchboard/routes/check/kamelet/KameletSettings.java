package io.switchboard.routes.check.kamelet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.values.Values;
import io.switchboard.settings.SettingLookup;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * Whether the settings that a step gives to a kamelet are there. A destination whose
 * {@code url} is empty is off, and needs none.
 */
final class KameletSettings {

	private final CamelContext camel;

	KameletSettings(CamelContext camel) {
		this.camel = camel;
	}

	/**
	 * The findings about a use, which a delivery would meet only when it is sent.
	 * @param kamelet its name
	 * @param given the properties as they are written
	 * @param definition what the kamelet says about itself
	 * @param addresses the properties without which it does not even start
	 */
	List<Told> told(String kamelet, Map<String, String> given, Map<?, ?> definition, Set<String> addresses) {
		List<Told> told = new ArrayList<>(startless(kamelet, given, addresses));
		String url = given.containsKey("url") ? resolved(given.get("url")) : null;
		if ("".equals(url) || !(definition.get("properties") instanceof Map<?, ?> properties)) {
			return told;
		}
		given.forEach((name, value) -> {
			String known = value.contains("${") ? null : resolved(value);
			if (known != null && !known.isEmpty() && properties.get(name) instanceof Map<?, ?> property
					&& property.get("x-descriptors") instanceof List<?> kinds && kinds.contains("oauth")
					&& !isClient(known)) {
				told.add(new Told(Rule.SETTING, value.equals(known) ? value : name,
						"there is no oauth.%s in the settings".formatted(known),
						"Set oauth.%s.token-url and the others, or correct the name.".formatted(known)));
			}
			boolean empty = value.isBlank() || (url != null && "".equals(known) && !addresses.contains(name));
			if (empty && definition.get("required") instanceof List<?> required && required.contains(name)) {
				told.add(new Told(Rule.KAMELET, name, "%s is empty, and kamelet %s needs it".formatted(name, kamelet),
						value.isBlank() ? "Write a value." : "Set %s.".formatted(value.replaceAll("[{}]", ""))));
			}
		});
		return told;
	}

	/** Also where the destination is off: nothing at all would start. */
	private List<Told> startless(String kamelet, Map<String, String> given, Set<String> addresses) {
		return addresses.stream()
			.filter((name) -> given.containsKey(name) && !given.get(name).isBlank()
					&& "".equals(resolved(given.get(name))))
			.map((name) -> new Told(Rule.KAMELET, name,
					"%s is empty, and kamelet %s cannot start without it".formatted(name, kamelet),
					"Set %s, or remove this route and its rule.".formatted(Values.settings(given.get(name))
						.stream()
						.map((setting) -> "%s (%s)".formatted(setting, SettingLookup.variable(setting)))
						.collect(Collectors.joining(" and ")))))
			.toList();
	}

	private boolean isClient(String name) {
		return isThere("oauth.%s.token-url".formatted(name)) || isThere("oauth.%s.key-file".formatted(name));
	}

	boolean isThere(String setting) {
		return resolved("{{" + setting + "}}") != null;
	}

	/** Null if a setting is missing, which is found elsewhere. */
	@Nullable String resolved(String value) {
		try {
			return this.camel.resolvePropertyPlaceholders(value).strip();
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

}
