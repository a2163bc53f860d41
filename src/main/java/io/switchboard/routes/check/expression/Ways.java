package io.switchboard.routes.check.expression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.switchboard.texts.KeywordDoes;
import io.switchboard.voipstudio.RuleFacts;

/** The ways in which a condition is evaluated for one kind of event. */
public final class Ways {

	/** Facts with few values, by their names. */
	public static final Map<String, List<String>> VALUES = values();

	/** Those that do not follow from the kind of an event. */
	private static final List<String> FREE = List.of("direction", KeywordDoes.VARIABLE);

	/** In a condition with more switches, all are on or all are off. */
	private static final int MAX_SWITCHES = 8;

	private Ways() {
	}

	private static Map<String, List<String>> values() {
		Map<String, List<String>> values = new LinkedHashMap<>(RuleFacts.VALUES);
		values.put(KeywordDoes.VARIABLE,
				Stream.concat(Arrays.stream(KeywordDoes.values()).map(KeywordDoes::toString), Stream.of("route", ""))
					.toList());
		return values;
	}

	/** All combinations of the free facts and the switches that are asked for. */
	public static List<Map<String, Object>> of(Set<String> asked, Set<String> switches) {
		List<Map<String, Object>> ways = switched(asked.stream().filter(switches::contains).toList());
		for (String name : FREE) {
			if (asked.contains(name)) {
				// without one, as in an event that does not say
				List<Map<String, Object>> without = List.copyOf(ways);
				for (String value : VALUES.getOrDefault(name, List.of())) {
					for (Map<String, Object> way : without) {
						Map<String, Object> with = new HashMap<>(way);
						with.put(name, value);
						ways.add(with);
					}
				}
			}
		}
		return ways;
	}

	private static List<Map<String, Object>> switched(List<String> asked) {
		List<Map<String, Object>> ways = new ArrayList<>();
		if (asked.size() > MAX_SWITCHES) {
			ways.add(all(asked, -1));
			ways.add(all(asked, 0));
			return ways;
		}
		for (int way = (1 << asked.size()) - 1; way >= 0; way--) {
			ways.add(all(asked, way));
		}
		return ways;
	}

	/** Switches are on if their bit is set. */
	private static Map<String, Object> all(List<String> switches, int bits) {
		Map<String, Object> all = new HashMap<>();
		for (int i = 0; i < switches.size(); i++) {
			all.put(switches.get(i), (bits >> i & 1) == 1);
		}
		return all;
	}

}
