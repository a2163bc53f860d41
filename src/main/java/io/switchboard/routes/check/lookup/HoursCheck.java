package io.switchboard.routes.check.lookup;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.routes.hours.HoursFile;
import io.switchboard.routes.hours.OpenAsFacts;
import io.switchboard.routes.hours.OpeningHours;
import io.switchboard.routes.lookup.Lookup;

/**
 * Whether opening hours can be read and open at all, and whether all named hours exist.
 */
public final class HoursCheck {

	private static final Pattern NAMED = Pattern.compile("\\b(?:isOpen|opensAt)\\(\\s*'([^']*)'");

	private final Findings findings;

	private final List<HoursFile> files;

	private final Set<String> names = new TreeSet<>(Set.of(OpeningHours.OTHERS));

	/**
	 * Makes a check for a folder.
	 * @param folder with the routes
	 * @param findings gets what is found
	 */
	public HoursCheck(Path folder, Findings findings) {
		this.findings = findings;
		this.files = OpeningHours.files(folder);
		this.files.forEach((file) -> this.names.add(file.name()));
	}

	/** {@code tables}: a column of theirs may name hours, or a rota. */
	public void check(Collection<Lookup> tables, Path folder) {
		new OnCallCheck(this.findings).check(folder, tables);
		Map<String, Path> owners = new HashMap<>();
		for (HoursFile file : this.files) {
			file.problems()
				.forEach((problem) -> this.findings.add((problem.line() > 0)
						? new Place(file.path().toString(), problem.line(), 1) : Place.of(file.path()), Rule.HOURS,
						problem.what(), problem.mend()));
			for (String owner : file.owners()) {
				Path other = owners.putIfAbsent(owner.toLowerCase(Locale.ROOT), file.path());
				if (other != null) {
					this.findings.add(Place.of(file.path()), Rule.HOURS,
							"'%s' has hours already, in %s".formatted(owner, other), "Remove it from one of the two.");
				}
			}
		}
		for (Lookup table : tables) {
			for (String name : table.values(OpenAsFacts.COLUMN)) {
				if (!name.isBlank() && !this.names.contains(name)) {
					this.findings.add(RowPlace.of(folder, table.name(), name), Rule.HOURS,
							"the table %s names hours %s that are not there".formatted(table.name(), name),
							Wording.meant(name, this.names));
				}
			}
		}
	}

	/** Checks the setting, if the settings of a start are not checked. */
	public void setting(String text) {
		if (text.isBlank() && this.files.stream().anyMatch((file) -> file.name().equals(OpeningHours.OTHERS))) {
			return; // a file counts instead
		}
		try {
			OpeningHours.check(text);
		}
		catch (IllegalArgumentException ex) {
			this.findings.add(new Place("application.yaml", 0, 0), Rule.HOURS, String.valueOf(ex.getMessage()),
					"Write days, a space, and times; several parts are separated by commas.");
		}
	}

	/** Checks the hours that a route or a kamelet names. */
	public void uses(Path path, String text) {
		if (!text.contains("isOpen") && !text.contains("opensAt")) {
			return;
		}
		List<String> lines = text.lines().toList();
		for (int i = 0; i < lines.size(); i++) {
			Matcher named = NAMED.matcher(lines.get(i));
			while (named.find()) {
				if (!named.group(1).isBlank() && !this.names.contains(named.group(1))) {
					this.findings.add(new Place(path.toString(), i + 1, named.start(1) + 1), Rule.HOURS,
							"there are no hours %s in routes/hours".formatted(named.group(1)),
							Wording.meant(named.group(1), this.names));
				}
			}
		}
	}

}
