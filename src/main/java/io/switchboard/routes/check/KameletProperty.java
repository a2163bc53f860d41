package io.switchboard.routes.check;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Whether a property of a kamelet can have a value, by its description.
 */
final class KameletProperty {

	private KameletProperty() {
	}

	/** Says what the value should be; null if it is valid. */
	static @Nullable String wrong(Map<?, ?> property, String value) {
		if (property.get("enum") instanceof List<?> words) {
			List<String> all = words.stream().map(Objects::toString).toList();
			return all.contains(value) ? null : Wording.meant(value, all);
		}
		if (property.get("pattern") instanceof String pattern && !value.matches(pattern)) {
			return Wording.sentence(String.valueOf(property.get("description")));
		}
		return switch (String.valueOf(property.get("type"))) {
			case "boolean" -> value.matches("true|false") ? null : "It is true or false.";
			case "integer" -> value.matches("[+-]?\\d+") ? null : "It is a whole number.";
			case "number" -> value.matches("[+-]?\\d+(?:\\.\\d+)?") ? null : "It is a number.";
			default -> null;
		};
	}

}
