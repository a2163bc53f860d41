package io.switchboard.routes.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.routes.RoutesText;
import io.switchboard.store.Databases;
import org.jspecify.annotations.Nullable;

/**
 * The files in {@code tables/}, by what their names say.
 *
 * @param files those that can be used
 * @param problems what is wrong with the names of others
 */
public record TableFiles(List<TableFile> files, List<TableProblem> problems) {

	private static final Pattern NAME = Pattern
		.compile("tables/(?:([^/]+)/)?(V([1-9]\\d{0,8})__[A-Za-z0-9][\\w-]*)(?:\\.(sqlite|postgresql))?\\.sql");

	private static final Pattern FOR_PEOPLE = Pattern.compile(".*\\.(?:md|txt)");

	private static final String NAMED = "Name it V<number>__<what>.sql, such as V1__callbacks.sql;"
			+ " for one kind of database alone V1__callbacks.sqlite.sql or V1__callbacks.postgresql.sql.";

	/**
	 * Reads the names.
	 * @param text the folder with the routes
	 * @return never null; empty where there are no tables
	 */
	public static TableFiles of(RoutesText text) {
		List<TableFile> files = new ArrayList<>();
		List<TableProblem> problems = new ArrayList<>();
		Map<String, String> versions = new HashMap<>();
		for (String path : text.files().keySet()) {
			if (!path.startsWith("tables/") || FOR_PEOPLE.matcher(path).matches()) {
				continue;
			}
			Matcher name = NAME.matcher(path);
			if (!name.matches()) {
				problems.add(new TableProblem(path, 0, "this is not the name of a file in tables/", NAMED, false));
				continue;
			}
			TableFile file = new TableFile(path, (name.group(1) != null) ? name.group(1) : Databases.STORE,
					Integer.parseInt(name.group(3)), name.group(2) + ".sql", name.group(4), text.text(path));
			String other = first(versions, file);
			if (file.sql().isBlank()) {
				problems.add(TableProblem.of(file, "the file is empty", "Write what makes a table, or delete it."));
			}
			else if (other != null) {
				problems.add(TableProblem.of(file, "%s has the number %d too".formatted(other, file.version()),
						"Give this one the next number."));
			}
			else {
				files.add(file);
			}
		}
		return new TableFiles(List.copyOf(files), List.copyOf(problems));
	}

	/** Another file that would run under the same number, or null. */
	private static @Nullable String first(Map<String, String> versions, TableFile file) {
		String first = null;
		for (String dialect : List.of(TableFile.SQLITE, TableFile.POSTGRESQL)) {
			if (file.isFor(dialect)) {
				String other = versions.putIfAbsent("%s %d %s".formatted(file.database(), file.version(), dialect),
						file.path());
				first = (first != null) ? first : other;
			}
		}
		return first;
	}

	/**
	 * The databases for which there are files.
	 * @return their names, {@code store} for the store
	 */
	public Set<String> databases() {
		Set<String> databases = new TreeSet<>();
		this.files.forEach((each) -> databases.add(each.database()));
		return databases;
	}

	/**
	 * The files for a database.
	 * @param database its name
	 * @return of both dialects
	 */
	public List<TableFile> of(String database) {
		return this.files.stream().filter((each) -> each.database().equals(database)).toList();
	}

}
