package io.switchboard.routes.check.statement;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.routes.check.expression.Vocabulary;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Wording;
import org.jspecify.annotations.Nullable;

/** What a database says about a statement that it does not accept, and what to do. */
final class DatabaseWords {

	/** The word that SQLite, PostgreSQL or MariaDB do not understand. */
	private static final Pattern UNKNOWN = Pattern
		.compile("(?:no column named |no such column: |no such table: |no such function: |near "
				+ "|column |relation |Table '\\w+[.]|FUNCTION \\w+[.])[\"']?([\\w.]+)");

	private static final Pattern COLUMN = Pattern.compile("no such column: (\\w+)");

	private static final Pattern TABLE = Pattern.compile("no such table: (\\w+)");

	private DatabaseWords() {
	}

	/** Its own sentence, without what the driver puts around it. */
	static String reason(SQLException failure) {
		return String.valueOf(failure.getMessage())
			.replaceFirst("^\\[SQLITE_\\w+] ", "")
			.replaceFirst("(?s)^SQL error or missing database \\((.*)\\)$", "$1");
	}

	/** The place of what it does not understand; the first line if it does not say so. */
	static Place place(Path file, String written, String reason) {
		Matcher names = UNKNOWN.matcher(reason);
		while (names.find()) {
			Pattern word = Pattern.compile("(?<!\\w)" + Pattern.quote(names.group(1)) + "(?!\\w)");
			Place found = place(file, written, word, reason.startsWith("no such column") ? behindColumns(written) : 0);
			found = (found != null) ? found : place(file, written, word, 0);
			if (found != null) {
				return found;
			}
		}
		Pattern clause = Pattern.compile(reason.startsWith("ON CONFLICT") ? "(?i)\\bon\\s+conflict\\b"
				: reason.matches("\\d+ values for .*") ? "(?i)\\bvalues\\b" : "(?!)");
		Place found = place(file, written, clause, 0);
		return (found != null) ? found : new Place(file.toString(), 1, 1);
	}

	private static @Nullable Place place(Path file, String written, Pattern word, int from) {
		Matcher at = word.matcher(written);
		return at.find(from) ? Place.at(file, written, at.start()) : null;
	}

	/** A column of the list that is written is told in other words. */
	private static int behindColumns(String written) {
		Matcher values = Pattern.compile("(?i)\\b(?:values|select|on\\s+conflict)\\b").matcher(written);
		return values.find() ? values.start() : 0;
	}

	/** Empty if the reason says enough. */
	static String mend(String reason, Connection connection, Vocabulary vocabulary) throws SQLException {
		Matcher column = COLUMN.matcher(reason);
		if (column.find()) {
			return (vocabulary.parameter(column.group(1)) == null)
					? "To bind the value of the event, write :?%s.".formatted(column.group(1)) : "";
		}
		Matcher table = TABLE.matcher(reason);
		return table.find() ? Wording.meantOr(table.group(1), tables(connection), "Make it by a file in routes/tables.")
				: "";
	}

	private static List<String> tables(Connection connection) throws SQLException {
		List<String> names = new ArrayList<>();
		try (ResultSet tables = connection.getMetaData().getTables(null, null, "%", new String[] { "TABLE", "VIEW" })) {
			while (tables.next()) {
				names.add(tables.getString("TABLE_NAME"));
			}
		}
		return names;
	}

}
