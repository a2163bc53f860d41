package io.switchboard.simulator.scenario;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.switchboard.simulator.account.Flavour;
import io.switchboard.simulator.wire.Faults;
import io.switchboard.simulator.wire.Transmission;

/** The events of the scenarios, for tests of their receivers. */
public final class PlayedScenarios {

	private static final Scenarios SCENARIOS = new Scenarios(Path.of("routes"));

	private static final Instant NOW = Instant.parse("2026-04-28T08:46:13Z");

	private static final Map<String, Integer> CALLS = names().stream()
		.collect(Collectors.toMap((name) -> name, PlayedScenarios::count));

	private PlayedScenarios() {
	}

	public static List<String> names() {
		return SCENARIOS.names();
	}

	/** The outcome of each scenario that names one. */
	public static Map<String, String> outcomes() {
		Map<String, String> outcomes = new TreeMap<>();
		names().forEach((name) -> SCENARIOS.plan(name, new PlayOptions(1, Flavour.OBSERVED, Faults.NONE, 7, NOW))
			.occurrences()
			.forEach((each) -> outcomes.put(name, String.valueOf(each.outcome()))));
		return outcomes;
	}

	/** The number of calls: none for texts, several if it consists of others. */
	public static int calls(String name) {
		return CALLS.get(name);
	}

	/** Whether it consists of other scenarios. */
	public static boolean isMix(String name) {
		return calls(name) > 1;
	}

	private static int count(String name) {
		return (int) events(name, NOW).stream()
			.map((event) -> event.get("root_call_id"))
			.filter(Objects::nonNull)
			.distinct()
			.count();
	}

	/** The events in the order in which they happen, if the calls begin at this time. */
	public static List<Map<String, Object>> events(String name, Instant begin) {
		return SCENARIOS.plan(name, new PlayOptions(1, Flavour.OBSERVED, Faults.NONE, 7, begin))
			.transmissions()
			.stream()
			.map(Transmission::event)
			.toList();
	}

}
