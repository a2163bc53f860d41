package io.switchboard.routes.check.finding;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects findings. */
public final class Findings {

	/** How it is said that a condition fails, whatever the event is. */
	public static final String FAILS = "it fails with every event: ";

	private static final Comparator<Finding> IN_ORDER = Comparator.comparing(Finding::file)
		.thenComparing(Finding::line)
		.thenComparing(Finding::column);

	/** Their cause is often one file or setting that was renamed, and not the place. */
	private static final Set<Rule> NAMED = Set.of(Rule.KAMELET, Rule.MISSING_FILE, Rule.SETTING, Rule.SETTING_VALUE);

	private static final int MOST_PLACES = 3;

	private final Set<Finding> all = new LinkedHashSet<>();

	/**
	 * Files that get no further findings, because those would only follow from the first.
	 */
	private final Set<String> closed = new HashSet<>();

	/** Adds a finding; a foreign message may have several lines. */
	public void add(Place place, Rule rule, String what, String mend) {
		add(new Finding(place.file(), place.line(), place.column(), rule, oneLine(what), oneLine(mend)));
	}

	/** Adds a finding at its place. */
	public void add(Place place, Told told) {
		add(place, told.rule(), told.what(), told.mend());
	}

	private void add(Finding finding) {
		if (!this.closed.contains(finding.file())) {
			this.all.add(finding);
		}
	}

	/** Adds a finding, and ignores all later ones about that file. */
	public void only(Place place, Rule rule, String what, String mend) {
		add(place, rule, what, mend);
		this.closed.add(place.file());
	}

	/** Adds all that others have found. */
	public void addAll(Findings others) {
		others.all.forEach(this::add);
	}

	/** Whether a file gets no further findings. */
	public boolean isClosed(Path file) {
		return this.closed.contains(file.toString());
	}

	/** By file and line. */
	public List<Finding> sorted() {
		List<Finding> sorted = new ArrayList<>(this.all);
		sorted.sort(IN_ORDER);
		return sorted;
	}

	/**
	 * The same, but what is missing is told once for all places that name it: the first
	 * place has the finding, which names the next ones.
	 */
	public List<Finding> joined() {
		Map<Finding, List<Finding>> groups = new LinkedHashMap<>();
		for (Finding each : sorted()) {
			String what = each.what().replaceFirst("^route [^ ]+: ", "");
			Finding group = NAMED.contains(each.rule()) ? new Finding("", 0, 0, each.rule(), what, each.mend()) : each;
			groups.computeIfAbsent(group, (key) -> new ArrayList<>()).add(each);
		}
		List<Finding> joined = new ArrayList<>();
		groups.values().forEach((same) -> joined.add((same.size() > 1) ? joined(same) : same.get(0)));
		List<Finding> causes = OneCause.of(joined);
		causes.sort(IN_ORDER);
		return causes;
	}

	private static Finding joined(List<Finding> same) {
		Finding first = same.stream().filter((each) -> each.line() > 0).findFirst().orElse(same.get(0));
		List<String> others = same.stream()
			.filter((each) -> each != first)
			.map((each) -> (each.line() > 0) ? "%s:%d".formatted(each.file(), each.line())
					: each.what().startsWith("route ") ? each.what().replaceFirst(":.*", "") : each.file())
			.distinct()
			.toList();
		int more = others.size() - MOST_PLACES;
		String places = String.join(", ", others.subList(0, Math.min(MOST_PLACES, others.size())));
		return new Finding(first.file(), first.line(), first.column(), first.rule(), "%s; it is named in %s%s too"
			.formatted(first.what(), places, (more > 0) ? " and %d more".formatted(more) : ""), first.mend());
	}

	/** Joins the lines of a foreign message. */
	private static String oneLine(String text) {
		return text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
	}

	/**
	 * A finding without its place.
	 *
	 * @param rule that is broken
	 * @param word what to look for in the file, or empty
	 * @param what is wrong
	 * @param mend what to do, as a sentence
	 */
	public record Told(Rule rule, String word, String what, String mend) {
	}

}
