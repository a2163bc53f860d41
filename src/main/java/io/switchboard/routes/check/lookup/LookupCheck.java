package io.switchboard.routes.check.lookup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.switchboard.delivery.durable.EventExchange;
import io.switchboard.routes.FilesOf;
import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.routes.lookup.Lookup;
import io.switchboard.routes.lookup.LookupDue;
import io.switchboard.routes.lookup.LookupFile;
import io.switchboard.routes.lookup.Lookups;
import io.switchboard.routes.lookup.RowsAsFacts;
import io.switchboard.voipstudio.EventFields;
import io.switchboard.voipstudio.PhoneNumbers;

/**
 * Whether the tables of {@code routes/lookups} can be read, and have the columns that
 * routes and templates use.
 */
public final class LookupCheck {

	private static final Pattern BEAN = Pattern
		.compile("\\b(?:row|value)\\(\\s*'([^']*)'(?:[^']|'(?=[^']*'\\s*[,)]))*?(?:,\\s*'([^']*)'\\s*)?\\)");

	private final Path folder;

	/** The names of the kamelets that ask a table. */
	private final Set<String> kamelets;

	private final Findings findings;

	private final List<LookupFile> files;

	private final Map<String, Lookup> tables = new TreeMap<>();

	private final Set<String> unread = new TreeSet<>();

	/** All that may ask a table. */
	private final StringBuilder said = new StringBuilder();

	/**
	 * Reads the tables of a folder.
	 * @param folder with the routes
	 * @param kamelets the names of those that ask a table
	 * @param numbers reads the keys that are phone numbers
	 * @param findings gets what is found
	 */
	public LookupCheck(Path folder, Set<String> kamelets, PhoneNumbers numbers, Findings findings) {
		this.kamelets = kamelets;
		this.folder = folder;
		this.findings = findings;
		this.files = Lookups.files(folder, numbers);
		this.files.forEach((file) -> {
			Lookup table = file.table();
			if (table != null) {
				this.tables.put(table.name(), table);
			}
			else {
				this.unread.add(YamlFile.name(file.path()));
			}
		});
	}

	/** The tables that can be read. */
	public Collection<Lookup> tables() {
		return this.tables.values();
	}

	/** The variables that tables set, including tables that cannot be read. */
	public Set<String> variables() {
		Set<String> variables = new TreeSet<>();
		this.tables.values().stream().filter(RowsAsFacts::isFact).map(Lookup::variable).forEach(variables::add);
		this.unread.stream().map((name) -> name.replace('-', '_')).forEach(variables::add);
		return variables;
	}

	/** {@code taken}: variables that exist in any case. */
	public void check(Set<String> taken) {
		Map<String, Path> names = new HashMap<>();
		for (LookupFile file : this.files) {
			file.problems()
				.forEach((problem) -> this.findings.add((problem.line() > 0)
						? new Place(file.path().toString(), problem.line(), 1) : Place.of(file.path()), Rule.LOOKUP,
						problem.what(), problem.mend()));
			String name = YamlFile.name(file.path());
			Path other = names.putIfAbsent(name, file.path());
			if (other != null) {
				this.findings.add(Place.of(file.path()), Rule.LOOKUP,
						"there is another table %s in %s".formatted(name, other), "Rename one of the two.");
			}
			Lookup table = file.table();
			if (table != null && RowsAsFacts.isFact(table) && taken.contains(table.variable())) {
				this.findings.add(Place.of(file.path()), Rule.LOOKUP,
						"the table would hide the variable %s".formatted(table.variable()), "Give it another name.");
			}
			if (table != null && LookupDue.isSaidBy(table)) {
				due(file, table);
			}
		}
	}

	private void due(LookupFile file, Lookup table) {
		for (String value : table.values(LookupDue.COLUMN)) {
			if (!value.isBlank() && LookupDue.of(value) == null) {
				this.findings.add(Place.of(file.path()), Rule.LOOKUP,
						"the column due says '%s', which is not a time that a caller may wait".formatted(value),
						"Write 15m, 2h or 1d, 31 days at most, or leave it empty.");
			}
		}
	}

	/** Checks the tables and columns that a route, a kamelet or a template uses. */
	public void uses(Path path, String written) {
		String text = written.replaceAll("(?m)^[ \\t]*#.*$", "");
		this.said.append(text).append('\n');
		List<String> lines = text.lines().toList();
		Map<String, Lookup> variables = new HashMap<>();
		this.tables.values()
			.stream()
			.filter(RowsAsFacts::isFact)
			.forEach((table) -> variables.put(table.variable(), table));
		variables.putAll(ReceivedRows.in(lines, this.kamelets, this.tables));
		variables.keySet().removeIf((variable) -> !text.contains("." + variable));
		variables.forEach((variable, table) -> {
			Pattern asked = Pattern.compile("\\bvariables?\\." + Pattern.quote(variable)
					+ "(?:\\[\\s*['\"]?([A-Za-z0-9_]+)['\"]?\\s*]|\\.([A-Za-z0-9_]+))");
			each(lines, asked, (line, found) -> column(path, line, found, (found.group(1) != null) ? 1 : 2, table));
		});
		each(lines.stream().map((line) -> line.contains("lookups") ? line : "").toList(), BEAN, (line, found) -> {
			Lookup table = this.tables.get(found.group(1));
			if (table == null) {
				missing(path, line, found);
			}
			else if (found.group(2) != null) {
				column(path, line, found, 2, table);
			}
		});
	}

	/**
	 * A table that gives no event its row, and that nobody asks, may have a misspelt key.
	 */
	public void unused() {
		FilesOf.paths(this.folder, "java").forEach((file) -> this.said.append(text(file)));
		for (LookupFile file : this.files) {
			Lookup table = file.table();
			if (table == null || RowsAsFacts.isFact(table) || isAsked(table.name())) {
				continue;
			}
			String key = table.columns().get(0);
			TreeSet<String> known = new TreeSet<>(EventExchange.FACTS);
			known.addAll(EventFields.NAMES);
			this.findings.add(new Place(file.path().toString(), 1, 1), Rule.LOOKUP_UNUSED,
					"no event gets a row of this table: its first column '%s' is no field of events and no variable of Switchboard, and no step asks the table"
						.formatted(key),
					Wording.meantOr(key, known,
							"Name the column as the field is, such as dst, or ask the table by a step with a kamelet."));
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			// told with the files
			return "";
		}
	}

	private boolean isAsked(String table) {
		String name = Pattern.quote(table);
		return Pattern.compile("['\"]%s['\"]|\\btable\\s*[:=]\\s*%s\\b".formatted(name, name))
			.matcher(this.said)
			.find();
	}

	private void column(Path path, int line, MatchResult found, int group, Lookup table) {
		String column = found.group(group);
		if (!table.columns().contains(column)) {
			this.findings.add(new Place(path.toString(), line + 1, found.start(group) + 1), Rule.LOOKUP,
					"the table %s has no column %s".formatted(table.name(), column),
					Wording.meant(column, table.columns()));
		}
	}

	private void missing(Path path, int line, MatchResult found) {
		if (!this.unread.contains(found.group(1))) {
			this.findings.add(new Place(path.toString(), line + 1, found.start(1) + 1), Rule.LOOKUP,
					"there is no table %s in %s".formatted(found.group(1), this.folder.resolve(Lookups.FOLDER)),
					names().isEmpty() ? "Add it." : Wording.meant(found.group(1), names()));
		}
	}

	private List<String> names() {
		return new ArrayList<>(this.tables.keySet());
	}

	@FunctionalInterface
	private interface Found {

		void at(int line, MatchResult found);

	}

	private static void each(List<String> lines, Pattern pattern, Found then) {
		for (int i = 0; i < lines.size(); i++) {
			int line = i;
			pattern.matcher(lines.get(i)).results().forEach((found) -> then.at(line, found));
		}
	}

}
