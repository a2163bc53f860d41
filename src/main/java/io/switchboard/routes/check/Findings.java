package io.switchboard.routes.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects findings. */
final class Findings {

	private static final Comparator<Finding> IN_ORDER = Comparator.comparing(Finding::file)
		.thenComparing(Finding::line)
		.thenComparing(Finding::column);

	private final Set<Finding> all = new LinkedHashSet<>();

	/**
	 * Files that get no further findings, because those would only follow from the first.
	 */
	private final Set<String> closed = new HashSet<>();

	void add(Place place, Rule rule, String what, String mend) {
		add(new Finding(place.file(), place.line(), place.column(), rule, oneLine(what), oneLine(mend)));
	}

	void add(Place place, Told told) {
		add(place, told.rule(), told.what(), told.mend());
	}

	private void add(Finding finding) {
		if (!this.closed.contains(finding.file())) {
			this.all.add(finding);
		}
	}

	/** Adds a finding, and ignores all later ones about that file. */
	void only(Place place, Rule rule, String what, String mend) {
		add(place, rule, what, mend);
		this.closed.add(place.file());
	}

	void addAll(Findings others) {
		others.all.forEach(this::add);
	}

	/** Whether a file gets no further findings. */
	boolean isClosed(Path file) {
		return this.closed.contains(file.toString());
	}

	/** By file and line. */
	List<Finding> sorted() {
		List<Finding> sorted = new ArrayList<>(this.all);
		sorted.sort(IN_ORDER);
		return sorted;
	}

	/** Joins the lines of a foreign message. */
	private static String oneLine(String text) {
		return text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
	}

	/**
	 * A finding without its place.
	 *
	 * @param word what to look for in the file, or empty
	 */
	record Told(Rule rule, String word, String what, String mend) {
	}

}
