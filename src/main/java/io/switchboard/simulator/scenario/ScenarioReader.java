package io.switchboard.simulator.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.switchboard.simulator.scenario.Scenario.Leg;
import io.switchboard.simulator.scenario.Scenario.Mix;
import io.switchboard.simulator.scenario.Scenario.Party;
import io.switchboard.simulator.scenario.Scenario.Range;
import io.switchboard.simulator.scenario.Scenario.Step;

/** Reads a scenario file, and refuses one that cannot be played. */
final class ScenarioReader {

	private static final Set<String> CALL = Set.of("title", "description", "customer_id", "caller", "legs", "steps",
			"direction", "outcome");

	private static final Set<String> MIX = Set.of("title", "description", "customer_id", "mix");

	private static final Set<String> KINDS = new TreeSet<>(
			Set.of("user", "queue", "ring-group", "voicemail", "outside"));

	private static final Set<String> OUTCOMES = new TreeSet<>(
			Set.of("answered", "abandoned", "missed", "voicemail", "busy", "failed"));

	/** The value in the samples of routes/samples. */
	private static final String CUSTOMER_ID = "1001";

	private ScenarioReader() {
	}

	/**
	 * Reads a scenario.
	 * @param name the scenario's name
	 * @param file how messages call the file
	 * @param content the file's text
	 * @return the scenario, checked
	 * @throws WrongScenarioException if it cannot be played; it says where, why and what
	 * to do
	 */
	static Scenario read(String name, String file, String content) {
		YamlBlock root = YamlBlock.read(file, content);
		boolean isMix = root.has("mix");
		root.allow(isMix ? "a mix" : "a scenario", isMix ? MIX : CALL);
		String title = root.text("title");
		String description = root.text("description");
		long customerId = digits(root, "customer_id", root.optional("customer_id").orElse(CUSTOMER_ID), 9);
		if (isMix) {
			return new Scenario(name, title, description, customerId, Party.outside(""), Map.of(), List.of(), "in",
					null, mix(root.block("mix")));
		}
		Map<String, Leg> legs = new LinkedHashMap<>();
		if (root.has("legs")) {
			YamlBlock all = root.block("legs");
			all.keys().forEach((leg) -> legs.put(leg, leg(all.block(leg))));
		}
		Party caller = caller(root.block("caller"));
		List<Step> steps = new ArrayList<>();
		PossibleSteps check = new PossibleSteps(legs);
		for (YamlBlock block : root.blocks("steps")) {
			Step step = step(block, legs);
			check.next(step, block);
			steps.add(step);
		}
		check.end(root);
		return new Scenario(name, title, description, customerId, caller, legs, List.copyOf(steps),
				word(root, "direction", Set.of("in", "out")).orElse("in"), word(root, "outcome", OUTCOMES).orElse(null),
				null);
	}

	/** One of some words, or null. */
	private static Optional<String> word(YamlBlock block, String key, Set<String> words) {
		Optional<String> word = block.optional(key);
		if (word.isPresent() && !words.contains(word.get())) {
			throw block.wrong(key, "there is no %s '%s'".formatted(key, word.get()),
					"write one of: " + String.join(", ", new TreeSet<>(words)));
		}
		return word;
	}

	private static Party caller(YamlBlock block) {
		block.allow("the caller", Set.of("number", "id", "name"));
		String number = block.text("number");
		if (!number.isEmpty()) {
			digits(block, "number", number, 15);
		}
		String id = block.optional("id").orElse("0");
		digits(block, "id", id, 9);
		return new Party(number, id, block.optional("name").orElse(Party.outside(number).name()));
	}

	private static Leg leg(YamlBlock block) {
		block.allow("a leg",
				Set.of("user", "queue", "ring-group", "voicemail", "outside", "number", "id", "context", "recorded"));
		List<String> kinds = KINDS.stream().filter(block::has).toList();
		if (kinds.size() != 1) {
			throw block.wrong("a leg is one of " + String.join(", ", KINDS),
					"give its name, such as 'user: John Smith' or 'queue: Support'");
		}
		String kind = kinds.get(0);
		String id = kind.equals("outside") ? block.optional("id").orElse("0") : block.text("id");
		digits(block, "id", id, 9);
		digits(block, "number", block.text("number"), 15);
		String context = switch (kind) {
			case "queue" -> "QUEUE";
			case "voicemail" -> "VOICEMAIL";
			case "ring-group" -> "RG-" + id;
			default -> "LOCAL_USER";
		};
		return new Leg(new Party(block.text("number"), id, block.text(kind)), block.optional("context").orElse(context),
				kind.equals("user"), block.flag("recorded"));
	}

	private static Step step(YamlBlock block, Map<String, Leg> legs) {
		String name = block.text("event");
		EventKind event = EventKind.of(name)
			.orElseThrow(() -> block.wrong("event", "there is no event '%s'".formatted(name),
					"the events are: " + EventKind.names()));
		Set<String> known = new TreeSet<>(event.keys);
		known.addAll((event == EventKind.SMS) ? Set.of("at", "late", "event") : Set.of("at", "late", "event", "leg"));
		block.allow("a step with %s".formatted(name), known);
		String leg = (event == EventKind.SMS) ? "" : block.text("leg");
		if (!leg.isEmpty() && !legs.containsKey(leg)) {
			throw block.wrong("leg", "there is no leg '%s'".formatted(leg), legs.isEmpty() ? "define it under 'legs:'"
					: "define it under 'legs:', or use one of: " + String.join(", ", legs.keySet()));
		}
		Map<String, String> details = new LinkedHashMap<>();
		event.keys.forEach((key) -> block.optional(key).ifPresent((value) -> details.put(key, value)));
		check(block, event, details);
		Duration late = block.has("late") ? block.duration("late") : Duration.ZERO;
		return new Step(block.line(), block.duration("at"), late, event, leg, details);
	}

	private static void check(YamlBlock block, EventKind event, Map<String, String> details) {
		block.flag("final");
		String state = details.getOrDefault("state", event.state);
		if (event != EventKind.SMS && event != EventKind.RECORDING && !event.states().contains(state)) {
			throw block.wrong("state", "%s has no state '%s'".formatted(event.eventName, state),
					"the states are: " + String.join(", ", new TreeSet<>(event.states())));
		}
		if (event == EventKind.DTMF) {
			block.text("dtmf_tag");
		}
		if (event == EventKind.SMS) {
			block.text("text");
			digits(block, "to_no", block.text("to_no"), 15);
			block.optional("user_id").ifPresent((id) -> digits(block, "user_id", id, 9));
		}
	}

	private static Mix mix(YamlBlock block) {
		block.allow("a mix", Set.of("calls", "within", "scenarios", "callers"));
		YamlBlock scenarios = block.block("scenarios");
		Map<String, Integer> proportions = new LinkedHashMap<>();
		scenarios.keys()
			.forEach((name) -> proportions.put(name, (int) digits(scenarios, name, scenarios.text(name), 6)));
		int calls = (int) digits(block, "calls", block.text("calls"), 5);
		if (calls == 0 || proportions.values().stream().mapToInt(Integer::intValue).sum() == 0) {
			throw block.wrong("a mix without calls", "give 'calls' and the proportions under 'scenarios' above 0");
		}
		return new Mix(calls, block.duration("within"), proportions,
				block.texts("callers").stream().map((text) -> range(block, text)).toList());
	}

	private static Range range(YamlBlock block, String text) {
		if (text.matches("\\d{1,15}-\\d{1,15}")) {
			String[] ends = text.split("-");
			if (Long.parseLong(ends[0]) <= Long.parseLong(ends[1]) && !text.startsWith("0")) {
				return new Range(Long.parseLong(ends[0]), Long.parseLong(ends[1]));
			}
		}
		throw block.wrong("callers", "'%s' is not a range of numbers".formatted(text),
				"write the first and the last, such as 447700900000-447700900899");
	}

	private static long digits(YamlBlock block, String key, String text, int most) {
		if (!text.matches("\\d{1,%d}".formatted(most))) {
			throw block.wrong(key, "'%s' of '%s' is not a number".formatted(text, key),
					"write digits alone, at most %d, without + and spaces".formatted(most));
		}
		return Long.parseLong(text);
	}

}
