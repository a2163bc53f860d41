package io.switchboard.routes.check.lookup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.routes.lookup.Lookup;

/** The variables in which the steps of a kamelet store a row. */
final class ReceivedRows {

	private static final Pattern STEP = Pattern.compile("kamelet:([\\w-]+)");

	private static final Pattern GIVEN = Pattern.compile("\\b(table|variableReceive):\\s*[\"']?([A-Za-z0-9_-]+)");

	/** A step is seldom longer. */
	private static final int LINES_OF_STEP = 8;

	private ReceivedRows() {
	}

	/**
	 * Their names, each with its table.
	 * @param lines of the file
	 * @param kamelets that ask a table
	 * @param tables by their names
	 */
	static Map<String, Lookup> in(List<String> lines, Set<String> kamelets, Map<String, Lookup> tables) {
		Map<String, Lookup> received = new HashMap<>();
		for (int i = 0; i < lines.size(); i++) {
			if (STEP.matcher(lines.get(i)).results().anyMatch((each) -> kamelets.contains(each.group(1)))) {
				Map<String, String> given = new HashMap<>();
				for (int near = Math.max(0, i - 2); near < Math.min(lines.size(), i + LINES_OF_STEP); near++) {
					if (near > i && lines.get(near).contains("- to:")) {
						break;
					}
					Matcher matcher = GIVEN.matcher(lines.get(near));
					while (matcher.find()) {
						given.put(matcher.group(1), matcher.group(2));
					}
				}
				Lookup table = tables.get(given.getOrDefault("table", ""));
				if (table != null && given.containsKey("variableReceive")) {
					received.put(given.get("variableReceive"), table);
				}
			}
		}
		return received;
	}

}
