package io.switchboard.routes.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is found, while it is looked for. */
final class Findings {

	private static final Comparator<Finding> IN_ORDER = Comparator.comparing(Finding::file)
		.thenComparing(Finding::line)
		.thenComparing(Finding::column);

	private final Set<Finding> all = new LinkedHashSet<>();

	void add(Place place, Rule rule, String what, String mend) {
		this.all.add(new Finding(place.file(), place.line(), place.column(), rule, oneLine(what), oneLine(mend)));
	}

	void add(Place place, Told told) {
		add(place, told.rule(), told.what(), told.mend());
	}

	void addAll(Findings others) {
		this.all.addAll(others.all);
	}

	/** By file and line. */
	List<Finding> sorted() {
		List<Finding> sorted = new ArrayList<>(this.all);
		sorted.sort(IN_ORDER);
		return sorted;
	}

	/** Messages of others come in several lines. */
	private static String oneLine(String text) {
		return text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
	}

	/**
	 * What is found, before it is known where.
	 *
	 * @param word what to look for in the file, or empty
	 */
	record Told(Rule rule, String word, String what, String mend) {
	}

}
