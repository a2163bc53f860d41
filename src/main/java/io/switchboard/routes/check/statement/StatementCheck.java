package io.switchboard.routes.check.statement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.switchboard.routes.MariaDbStatements;
import io.switchboard.routes.check.expression.Vocabulary;
import io.switchboard.routes.check.file.YamlFile;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Findings.Told;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Wording;
import io.switchboard.routes.check.spare.Surroundings;
import io.switchboard.routes.tables.SqlText;
import io.switchboard.routes.tables.SqlText.Change;
import io.switchboard.store.Databases;
import org.jspecify.annotations.Nullable;

/** Whether the database understands every statement, before the first event needs it. */
public class StatementCheck {

	private static final Pattern PARAMETER = Pattern.compile(":\\?(\\w+)");

	private static final Pattern FIRST_WORD = Pattern.compile("[A-Za-z]+");

	private static final List<String> VERBS = List.of("insert", "update", "delete", "merge", "replace", "select",
			"with", "call");

	private static final Pattern SYNTAX = Pattern
		.compile("syntax error|incomplete input|unrecognized token|values for \\d+ columns");

	private static final Pattern SECOND = Pattern.compile(";\\s*([^;\\s])");

	private final Surroundings.Store store;

	private final Predicate<String> isSqlite;

	private final Vocabulary vocabulary;

	private final Findings findings;

	private final StatementText text;

	/** {@code isSqlite}: whether a database, by its name, is one. */
	StatementCheck(Surroundings.Store store, Predicate<String> isSqlite, Vocabulary vocabulary, Findings findings) {
		this.store = store;
		this.isSqlite = isSqlite;
		this.vocabulary = vocabulary;
		this.findings = findings;
		this.text = new StatementText(findings);
	}

	/**
	 * Checks all statements of a folder, in databases that have its tables.
	 * @param routes the folder with the routes
	 * @param databases for statements that are not the store's, by the name of the file
	 */
	public static void check(Path routes, Surroundings surroundings, Vocabulary vocabulary,
			Map<String, String> databases, Findings findings) {
		try (TablesTried store = TablesTried.of(routes, surroundings, findings)) {
			new StatementCheck(store, (database) -> isSqlite(database, surroundings), vocabulary, findings)
				.check(routes.resolve("statements"), databases);
		}
	}

	private static boolean isSqlite(String database, Surroundings surroundings) {
		String url = surroundings.settings()
			.apply(database.equals(Databases.STORE) ? "spring.datasource.url" : "databases.%s.url".formatted(database));
		return url != null && url.startsWith("jdbc:sqlite:");
	}

	/**
	 * {@code databases}: for statements that are not the store's, by the name of the
	 * file.
	 */
	public void check(Path folder, Map<String, String> databases) {
		Map<String, List<Path>> byDatabase = YamlFile.in(folder, ".sql", this.findings)
			.stream()
			.collect(Collectors.groupingBy((file) -> databases
				.getOrDefault(file.getFileName().toString().replaceFirst("\\.sql$", ""), Databases.STORE)));
		byDatabase.forEach((database, files) -> check(folder, database, files));
	}

	private void check(Path folder, String database, List<Path> files) {
		try (Connection connection = this.store.connection(database)) {
			for (Path file : files) {
				if (!this.findings.isClosed(file)) {
					check(connection, database, file);
				}
			}
		}
		catch (IOException | SQLException ex) {
			boolean ours = database.equals(Databases.STORE);
			this.findings.add(Place.of(folder), ours ? Rule.STATEMENT : Rule.STATEMENT_UNSURE,
					"the statements for the database %s cannot be checked: %s".formatted(database, ex.getMessage()),
					"Check the database.");
		}
	}

	private void check(@Nullable Connection connection, String database, Path file) throws IOException, SQLException {
		String written = Files.readString(file);
		String plain = SqlText.plain(written);
		if (plain.isBlank()) {
			this.findings.add(Place.of(file), Rule.FILE, "the file is empty", "Write a statement, or delete it.");
			return;
		}
		parameters(file, plain);
		Change change = database.equals(Databases.STORE) ? SqlText.change(written) : null;
		if (change != null) {
			this.findings.add(Place.at(file, written, change.at()), Rule.STATEMENT,
					"this changes %s, a table by which Switchboard itself works".formatted(change.table()),
					"Write into a table of your own, made in routes/tables.");
		}
		if (this.text.tell(file, written) | misspelt(file, plain) | change != null) {
			return;
		}
		Matcher second = SECOND.matcher(plain);
		if (this.isSqlite.test(database) && second.find()) {
			this.findings.add(Place.at(file, plain, second.start(1)), Rule.STATEMENT,
					"SQLite runs the first statement of a file, and this is a second one",
					"Put it into a file of its own, and call both in the route.");
		}
		if (connection == null) {
			return;
		}
		Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
		try {
			prepare(connection, written.replaceAll(":\\?\\w+", "?"));
		}
		catch (SQLException ex) {
			if (before != null) {
				connection.rollback(before);
			}
			String message = DatabaseWords.reason(ex);
			boolean column = message.contains("no column named") || message.contains("no such column");
			boolean sure = column || (this.isSqlite.test(database) && SYNTAX.matcher(message).find());
			boolean unsure = this.store.isStandIn() && (!sure || this.store.isIncomplete(database));
			String mend = unsure ? "" : DatabaseWords.mend(message, connection, this.vocabulary);
			this.findings.add(DatabaseWords.place(file, written, message),
					unsure ? Rule.STATEMENT_UNSURE : Rule.STATEMENT,
					unsure ? "without the store nobody knows whether the database takes this statement"
							: "the database does not accept this statement",
					(Wording.sentence(message) + " " + mend).strip());
			return;
		}
		if (this.isSqlite.test(database)) {
			quoted(connection, file, written);
		}
	}

	/** SQLite takes a word in double quotes for a text where no column has that name. */
	private void quoted(Connection connection, Path file, String written) {
		String names = SqlText.ASIDE.matcher(written)
			.replaceAll((each) -> Matcher.quoteReplacement(each.group().replaceFirst("(?s)^\"([^\"\\]]*)\"$", "[$1]")));
		try {
			prepare(connection, names.replaceAll(":\\?\\w+", "?"));
		}
		catch (SQLException ex) {
			String name = DatabaseWords.reason(ex).replaceFirst("^no such column: ", "");
			int at = written.indexOf('"' + name + '"');
			if (at >= 0) {
				this.findings.add(Place.at(file, written, at), Rule.PARAMETER,
						"SQLite takes \"%s\" for a text, because no column has that name".formatted(name),
						(this.vocabulary.parameter(name) == null)
								? "Write :?%s for the value of the event, or '%1$s' for a text.".formatted(name)
								: "Write a text in single quotes: '%s'.".formatted(name));
			}
		}
	}

	private static void prepare(Connection connection, String sql) throws SQLException {
		if (MariaDbStatements.is(connection)) {
			MariaDbStatements.prepare(connection, sql);
			return;
		}
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			// PostgreSQL's driver asks the server only when it has to know the types
			statement.getParameterMetaData().getParameterCount();
		}
	}

	/** Its first word begins no statement. */
	private boolean misspelt(Path file, String plain) {
		Matcher word = FIRST_WORD.matcher(plain);
		if (!word.lookingAt() && !(word.find() && plain.substring(0, word.start()).isBlank())) {
			return false;
		}
		String meant = VERBS.contains(word.group().toLowerCase(Locale.ROOT)) ? ""
				: Wording.meant(word.group().toLowerCase(Locale.ROOT), VERBS);
		if (meant.startsWith("Did")) {
			this.findings.add(Place.at(file, plain, word.start()), Rule.STATEMENT,
					"no statement begins with %s".formatted(word.group()), meant);
		}
		return meant.startsWith("Did");
	}

	private void parameters(Path file, String written) {
		List<String> lines = written.lines().toList();
		for (int i = 0; i < lines.size(); i++) {
			Matcher parameter = PARAMETER.matcher(lines.get(i));
			while (parameter.find()) {
				Told told = this.vocabulary.parameter(parameter.group(1));
				if (told != null) {
					this.findings.add(new Place(file.toString(), i + 1, parameter.start() + 1), told);
				}
			}
		}
	}

}
