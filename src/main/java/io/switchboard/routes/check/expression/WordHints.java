package io.switchboard.routes.check.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.voipstudio.EventFields;
import io.switchboard.voipstudio.EventNames;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value is compared with a word that it can be: in the platform's own spelling,
 * because case counts.
 */
public final class WordHints {

	private static final Pattern COMPARED = Pattern.compile(
			"\\$\\{(?:(?:in\\.)?body\\[['\"]?(\\w+)['\"]?]|variables?\\.(\\w+))}\\s+(==|!=|!?in)\\s+(?:'([^']*)'|\"([^\"]*)\")");

	private static final Map<String, String> SYNONYMS = Map.of("inbound", "in", "incoming", "in", "outbound", "out",
			"outgoing", "out");

	/** The one fact that has all spellings of a context. */
	private static final Map<String, String> KINDS = Map.of("QUEUE", "queue", "LOCAL_USER", "user", "USER", "user",
			"RING-GROUP", "ring-group", "RING_GROUP", "ring-group", "RG", "ring-group");

	private static final List<String> CONTEXTS = List.of("QUEUE", "LOCAL_USER");

	private WordHints() {
	}

	/** Each with what to look for in the file. */
	static List<Told> told(String text) {
		return told(text, false);
	}

	/** The same, without what the check of a rule tells. */
	static List<Told> ofFields(String text) {
		return told(text, true);
	}

	private static List<Told> told(String text, boolean rule) {
		List<Told> told = new ArrayList<>();
		Matcher compared = COMPARED.matcher(text);
		while (compared.find()) {
			String list = (compared.group(4) != null) ? compared.group(4) : compared.group(5);
			for (String word : compared.group(3).endsWith("in") ? list.split(",") : new String[] { list }) {
				boolean field = compared.group(1) != null;
				Told one = field ? field(compared.group(1), word.strip()) : variable(compared.group(2), word.strip());
				if (one != null && !(rule && (!field || compared.group(1).equals("event_name")))) {
					told.add(one);
				}
			}
		}
		return told;
	}

	private static @Nullable Told field(String name, String word) {
		if (name.equals("context")) {
			String kind = KINDS.get(word.toUpperCase(Locale.ROOT));
			return (kind == null || CONTEXTS.contains(word)) ? null
					: new Told(Rule.WORD, word,
							"a context has several spellings, and '%s' may be none of them".formatted(word),
							"Write ${variable.context_kind} == '%s'.".formatted(kind));
		}
		if (name.equals("event_name")) {
			return event(word);
		}
		List<String> words = EventFields.WORDS.getOrDefault(name, List.of());
		String meant = words.contains("out") ? SYNONYMS.getOrDefault(word.toLowerCase(Locale.ROOT), word) : word;
		return words.contains(word) ? null
				: words.stream()
					.filter(meant::equalsIgnoreCase)
					.findFirst()
					.map((right) -> new Told(Rule.WORD, word, "%s is never '%s'".formatted(name, word),
							"Write '%s'.".formatted(right)))
					.orElse(null);
	}

	/** The finding about the name of an event; null if there is none. */
	public static @Nullable Told event(String name) {
		return (EventNames.ROUTED.contains(name) || EventNames.OURS.contains(name) || name.startsWith(EventNames.HOOK))
				? null : new Told(Rule.EVENT_NAME, name, "VoIPstudio is not known to send '%s'".formatted(name),
						Wording.meant(name, EventNames.ROUTED));
	}

	/** A fact with few values has no other. */
	private static @Nullable Told variable(String name, String word) {
		if (name.equals("event_name")) {
			return event(word);
		}
		List<String> words = Ways.VALUES.get(name);
		return (words == null || words.contains(word) || word.isEmpty()) ? null
				: new Told(Rule.WORD, word, "%s is never '%s'".formatted(name, word), Wording.meant(word, words));
	}

}
