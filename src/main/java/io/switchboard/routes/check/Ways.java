package io.switchboard.routes.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The ways in which a condition is evaluated for one kind of event. */
final class Ways {

	static final String DIRECTION = "direction";

	/** In a condition with more switches, all are on or all are off. */
	private static final int MAX_SWITCHES = 8;

	private Ways() {
	}

	/** All combinations of the direction and the switches that are asked for. */
	static List<Map<String, Object>> of(Set<String> asked, Set<String> switches) {
		List<Map<String, Object>> ways = switched(asked.stream().filter(switches::contains).toList());
		if (asked.contains(DIRECTION)) {
			// without one, as in an event that does not say
			List<Map<String, Object>> undirected = List.copyOf(ways);
			for (String direction : List.of("in", "out")) {
				for (Map<String, Object> way : undirected) {
					Map<String, Object> directed = new HashMap<>(way);
					directed.put(DIRECTION, direction);
					ways.add(directed);
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
