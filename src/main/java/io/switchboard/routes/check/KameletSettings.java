package io.switchboard.routes.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.switchboard.routes.check.Findings.Told;
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
	 */
	List<Told> told(String kamelet, Map<String, String> given, Map<?, ?> definition) {
		List<Told> told = new ArrayList<>();
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
			boolean empty = value.isBlank() || (url != null && "".equals(known));
			if (empty && definition.get("required") instanceof List<?> required && required.contains(name)) {
				told.add(new Told(Rule.KAMELET, name, "%s is empty, and kamelet %s needs it".formatted(name, kamelet),
						value.isBlank() ? "Write a value." : "Set %s.".formatted(value.replaceAll("[{}]", ""))));
			}
		});
		return told;
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
