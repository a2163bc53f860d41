package io.switchboard.routes.check.decision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.switchboard.delivery.table.RouteNames;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.texts.KeywordDoes;
import io.switchboard.voipstudio.ContextKind;
import io.switchboard.voipstudio.EventNames;
import io.switchboard.voipstudio.RuleFacts;
import org.jspecify.annotations.Nullable;

/** Whether the map in README.md beside the routes agrees with the switchboard. */
class MapCheck {

	private static final String HEAD = "| event_name | context | final | routes |";

	private static final Pattern ROW = Pattern
		.compile("\\|\\s*(?:`([^`]+)`|anything else)([^|]*)\\|([^|]*)\\|\\s*(any|true|false)\\s*\\|([^|]*)\\|.*");

	private static final Pattern NAME = Pattern.compile("`([^`]+)`");

	private final Path readme;

	private final Decisions decisions;

	private final Set<String> routes;

	private final Findings findings;

	private final Set<String> mapped = new TreeSet<>();

	/** The wrong rows, by the routes that they name in vain and those that they lack. */
	private final Map<List<Set<String>>, Map<Place, String>> wrong = new LinkedHashMap<>();

	MapCheck(Path folder, Decisions decisions, Set<String> routes, Findings findings) {
		this.readme = folder.resolve("README.md");
		this.decisions = decisions;
		this.routes = routes;
		this.findings = findings;
	}

	/** Finds nothing if there is no map. */
	void check() {
		List<String> lines;
		try {
			lines = Files.isRegularFile(this.readme) ? Files.readAllLines(this.readme) : List.of();
		}
		catch (IOException ex) {
			lines = List.of();
		}
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i).startsWith(HEAD)) {
				rows(lines, i + 2);
				return;
			}
		}
	}

	private void rows(List<String> lines, int first) {
		int i = first;
		for (; i < lines.size() && lines.get(i).startsWith("|"); i++) {
			Matcher row = ROW.matcher(lines.get(i));
			if (row.matches()) {
				row(row, new Place(this.readme.toString(), i + 1, 1));
			}
		}
		this.wrong.values().forEach(this::tell);
		Set<String> missing = new TreeSet<>(this.routes);
		missing.removeAll(this.mapped);
		// the finding about a row has named it
		this.wrong.keySet().forEach((each) -> missing.removeAll(each.get(1)));
		for (String route : missing) {
			this.findings.add(new Place(this.readme.toString(), i, 1), Rule.MAP_OF_ROUTES,
					"the map does not say what goes to %s".formatted(route), "Add it to the rows of its events.");
		}
	}

	private void row(Matcher row, Place place) {
		String name = (row.group(1) != null) ? row.group(1) : "call.anything-else";
		Set<String> said = names(row.group(5));
		if (row.group(5).contains("instead")) {
			said.removeAll(names(row.group(5).replaceFirst(", if on instead.*", "")));
		}
		this.mapped.addAll(names(row.group(5)));
		said.remove(RouteNames.UNROUTED);
		for (ContextKind kind : ContextKind.values()) {
			boolean meant = row.group(3).strip().equals("any")
					|| Arrays.asList(row.group(3).strip().split(",\\s*")).contains(kind.toString());
			for (boolean last : new boolean[] { true, false }) {
				boolean fits = row.group(4).equals("any") || row.group(4).equals(String.valueOf(last));
				for (String outcome : (meant && fits) ? outcomes(row.group(2)) : List.<String>of()) {
					Set<String> decided = this.decisions.of(facts(name, kind, last, outcome), "in", true);
					if (!decided.equals(said)) {
						differs(place, said, decided,
								"the map says that %s (%s, final %s) goes to %s, and the switchboard sends it to %s"
									.formatted((name + " " + outcome).strip(), kind, last, shown(said),
											shown(decided)));
						return;
					}
				}
			}
		}
	}

	/** One mistake in a rule often makes many rows wrong, in the same way. */
	private void differs(Place place, Set<String> said, Set<String> decided, String what) {
		Set<String> missing = new TreeSet<>(said);
		missing.removeAll(decided);
		Set<String> more = new TreeSet<>(decided);
		more.removeAll(said);
		this.wrong.computeIfAbsent(List.of(missing, more), (same) -> new LinkedHashMap<>()).put(place, what);
	}

	private void tell(Map<Place, String> same) {
		Map.Entry<Place, String> first = same.entrySet().iterator().next();
		List<String> others = same.keySet().stream().skip(1).map((each) -> String.valueOf(each.line())).toList();
		this.findings.add(first.getKey(), Rule.MAP_OF_ROUTES,
				first.getValue() + (others.isEmpty() ? "" : "; the same is wrong in line%s %s"
					.formatted((others.size() > 1) ? "s" : "", String.join(", ", others))),
				"Fix the row, or the rule.");
	}

	/**
	 * The word beside call.settled or sms.received in the map; empty for other events.
	 */
	private static List<String> outcomes(String text) {
		return Arrays.asList(text.strip().split(",\\s*"));
	}

	private static Map<String, @Nullable Object> facts(String name, ContextKind kind, boolean last, String outcome) {
		Map<String, @Nullable Object> facts = RuleFacts.of(name, kind, last);
		if (name.equals(EventNames.SMS)) {
			facts.put(KeywordDoes.VARIABLE, outcome);
			return facts;
		}
		return outcome.isEmpty() ? facts : RuleFacts.settled(facts, outcome, false, false);
	}

	private static String shown(Set<String> routes) {
		return routes.isEmpty() ? RouteNames.UNROUTED : String.join(", ", routes);
	}

	private static Set<String> names(String cell) {
		return NAME.matcher(cell).results().map((each) -> each.group(1)).collect(Collectors.toCollection(TreeSet::new));
	}

}
