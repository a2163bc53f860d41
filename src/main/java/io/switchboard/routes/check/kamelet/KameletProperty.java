package io.switchboard.routes.check.kamelet;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.switchboard.routes.check.finding.Wording;
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
		String type = String.valueOf(property.get("type"));
		String told = switch (type) {
			case "boolean" -> value.matches("true|false") ? null : "It is true or false.";
			case "integer" -> value.matches("[+-]?\\d+") ? null : "It is a whole number.";
			case "number" -> value.matches("[+-]?\\d+(?:\\.\\d+)?") ? null : "It is a number.";
			default -> null;
		};
		return (told == null && type.matches("integer|number")) ? beyond(property, new BigDecimal(value)) : told;
	}

	private static @Nullable String beyond(Map<?, ?> property, BigDecimal value) {
		Object least = property.get("minimum");
		Object most = property.get("maximum");
		boolean isWithin = (least == null || value.compareTo(new BigDecimal(least.toString())) >= 0)
				&& (most == null || value.compareTo(new BigDecimal(most.toString())) <= 0);
		return isWithin ? null : (most == null) ? "It is %s or more.".formatted(least) : (least == null)
				? "It is %s at most.".formatted(most) : "It is a number from %s to %s.".formatted(least, most);
	}

	/** What to write instead of the name of a file that is not there. */
	static String instead(String value, Path missing) {
		if (value.matches(".*\\.(?:sql|html|txt|json)")) {
			return "Write it without its ending: %s.".formatted(value.replaceFirst("\\.\\w+$", ""));
		}
		if (value.contains(" ")) {
			return "Write the name of a file; what it says belongs into the file.";
		}
		return Files.isDirectory(missing.getParent()) ? Wording.meantFile(missing)
				: "Write it without the folder: %s.".formatted(value.replaceFirst(".*/", ""));
	}

}
