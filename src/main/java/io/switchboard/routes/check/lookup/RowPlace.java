package io.switchboard.routes.check.lookup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import io.switchboard.routes.check.finding.Place;

/** Where a value stands in a table of the folder. */
final class RowPlace {

	private RowPlace() {
	}

	/** The first line of the table's file with that word; without one, the file. */
	static Place of(Path folder, String table, String value) {
		Path csv = folder.resolve("lookups").resolve(table + ".csv");
		Path file = Files.exists(csv) ? csv : csv.resolveSibling(table + ".yaml");
		Pattern word = Pattern.compile("(?<![\\w-])" + Pattern.quote(value) + "(?![\\w-])");
		try {
			List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
			for (int line = 0; line < lines.size(); line++) {
				if (word.matcher(lines.get(line)).find()) {
					return new Place(file.toString(), line + 1, 1);
				}
			}
			return Place.of(file);
		}
		catch (IOException ex) {
			return Place.of(file);
		}
	}

}
