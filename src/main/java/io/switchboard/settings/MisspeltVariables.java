package io.switchboard.settings;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.switchboard.text.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * Finds the setting of Spring Boot or Camel that a variable of the environment was meant
 * for. Other programs have variables too, so only one wrong letter counts, or two that
 * changed places.
 */
final class MisspeltVariables {

	/** No other program begins its variables like this. */
	private static final Set<String> THEIRS_ALONE = Set.of("spring", "management", "logging");

	private static final int SHORTEST = 8;

	private final Map<String, String> bySqueezed = new HashMap<>();

	/** {@code known}: all settings that the jars know. */
	MisspeltVariables(Collection<String> known) {
		known.forEach((name) -> this.bySqueezed.put(squeezed(name), name));
	}

	/** In a variable of the environment a dot may stand for a dash. */
	static String squeezed(String name) {
		return KnownSettings.canonical(name).replace(".", "");
	}

	/** Whether its first word is that of a section with one wrong letter. */
	static boolean isLikeASection(String variable) {
		String word = KnownSettings.section(variable.toLowerCase(Locale.ROOT).replace('_', '.'));
		return THEIRS_ALONE.stream().anyMatch((each) -> isNear(word, each));
	}

	/** The setting that is meant by a variable, or null. */
	@Nullable String meant(String variable) {
		String word = squeezed(variable);
		if (word.length() < SHORTEST) {
			return null;
		}
		return this.bySqueezed.entrySet()
			.stream()
			.filter((each) -> isNear(word, each.getKey()))
			.map(Map.Entry::getValue)
			.sorted()
			.findFirst()
			.orElse(null);
	}

	private static boolean isNear(String word, String other) {
		if (Math.abs(word.length() - other.length()) > 1 || word.equals(other)) {
			return false;
		}
		return Nearest.distance(word, other) == 1 || isSwapped(word, other);
	}

	private static boolean isSwapped(String word, String other) {
		int at = 0;
		while (at < Math.min(word.length(), other.length()) && word.charAt(at) == other.charAt(at)) {
			at++;
		}
		return word.length() == other.length() && at + 1 < word.length() && word.charAt(at) == other.charAt(at + 1)
				&& word.charAt(at + 1) == other.charAt(at) && word.substring(at + 2).equals(other.substring(at + 2));
	}

}
