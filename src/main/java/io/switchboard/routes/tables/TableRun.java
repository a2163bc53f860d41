package io.switchboard.routes.tables;

import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.switchboard.store.Databases;
import io.switchboard.text.Causes;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;

/** Runs the files that did not run yet, all of them or none. */
final class TableRun {

	/** Flyway's own table, beside the one that Switchboard's tables have. */
	static final String HISTORY = "routes_tables_history";

	/** What the databases say when a trial takes too long. */
	private static final Pattern ENDLESS = Pattern.compile("sqlite3_interrupt|statement timeout");

	private static final Pattern TRANSACTION = Pattern
		.compile("(?im)(?:^|;)\\s*(begin|start\\s+transaction|commit|rollback)(?:\\s+(?:transaction|work))?\\s*;");

	private final Map<Integer, TableFile> files;

	private final String folder;

	private final Flyway flyway;

	/**
	 * In a database.
	 * @param transaction of which each connection is in the same transaction
	 * @param files those for this database and its kind, at least one
	 */
	TableRun(DataSource transaction, List<TableFile> files) {
		this.files = files.stream().collect(Collectors.toMap(TableFile::version, Function.identity()));
		this.folder = files.get(0).path().replaceFirst("[^/]+$", "");
		this.flyway = Flyway.configure(getClass().getClassLoader())
			.dataSource(transaction)
			.table(HISTORY)
			// Switchboard's own tables are there
			.baselineOnMigrate(true)
			.baselineVersion("0")
			.placeholderReplacement(false)
			.group(true)
			.locations(new String[0])
			.resourceProvider(new Files(files))
			.javaMigrationClassProvider(List::of)
			.load();
	}

	/** Runs them; what is wrong, or nothing if all ran. */
	List<TableProblem> run() {
		try {
			List<TableProblem> problems = Arrays.stream(this.flyway.info().all())
				.map(this::problem)
				.filter((each) -> each != null)
				.toList();
			if (problems.isEmpty()) {
				this.flyway.migrate();
			}
			return problems;
		}
		catch (FlywayException ex) {
			return List.of(failed(ex));
		}
	}

	private @Nullable TableProblem problem(MigrationInfo info) {
		if (info.getVersion() == null || !info.isVersioned()) {
			return null;
		}
		int version = Integer.parseInt(info.getVersion().getVersion());
		TableFile file = this.files.get(version);
		switch (info.getState()) {
			case MISSING_SUCCESS -> {
				return new TableProblem(this.folder + info.getScript(), 0,
						"it ran in this database, and the file is gone",
						"Put the file back as it was. To change what it made, write a file with the next number.",
						false);
			}
			case IGNORED -> {
				return (file != null)
						? TableProblem.of(file, "a file with a higher number ran already", "Give it the next number.")
						: null;
			}
			default -> {
				// as it should be, or changed
			}
		}
		if (file == null || !info.getState().isApplied()) {
			return (file != null) ? unfit(file) : null;
		}
		if (!info.isChecksumMatching()) {
			return TableProblem.of(file, "it was edited after it ran",
					"Put it back as it was, and write the change into a file with the next number.");
		}
		// an applied one says what it was called then
		String applied = info.getDescription();
		String now = file.name().replaceFirst("^V\\d+__(.*)\\.sql$", "$1").replace('_', ' ');
		return applied.equals(now) ? null : TableProblem.of(file, "it ran under another name",
				"Name it V%d__%s.sql again.".formatted(version, applied.replace(' ', '_')));
	}

	/** What a database would take, and what must not run. */
	private @Nullable TableProblem unfit(TableFile file) {
		String plain = SqlText.plain(file.sql());
		if (plain.isBlank()) {
			return TableProblem.of(file, "the file has nothing but comments",
					"Write what makes a table, or delete it; perhaps a comment has no end.");
		}
		Matcher transaction = TRANSACTION.matcher(plain);
		if (transaction.find()) {
			return new TableProblem(file.path(), line(plain, transaction.start(1)),
					"all new files run in one transaction, and this begins or ends one", "Delete it.", false);
		}
		boolean ours = file.database().equals(Databases.STORE);
		SqlText.Change change = ours ? SqlText.change(file.sql()) : null;
		return (change == null) ? null
				: new TableProblem(file.path(), line(plain, change.at()),
						"this changes %s, a table by which Switchboard itself works".formatted(change.table()),
						"Make a table of your own.", false);
	}

	private static int line(String text, int at) {
		return (int) text.substring(0, at).chars().filter((each) -> each == '\n').count() + 1;
	}

	private TableProblem failed(FlywayException ex) {
		Throwable root = ex;
		FlywaySqlScriptException script = null;
		for (Throwable cause : Causes.of(ex)) {
			script = (cause instanceof FlywaySqlScriptException found) ? found : script;
			root = cause;
		}
		String said = String.valueOf(root.getMessage())
			.replaceFirst("^\\[SQLITE_\\w+] ", "")
			.replaceFirst("^SQL error or missing database \\((.*)\\)$", "$1")
			.replaceAll("\\s+", " ");
		TableFile file = this.files.values()
			.stream()
			.filter((each) -> String.valueOf(ex.getMessage()).contains(each.name()))
			.findFirst()
			.orElse(null);
		if (script != null && script.getResource() != null) {
			String name = script.getResource().getFilename();
			file = this.files.values().stream().filter((each) -> each.name().equals(name)).findFirst().orElse(file);
		}
		if (said.toLowerCase(Locale.ROOT).contains("transaction") && script == null) {
			said = "a statement in it cannot run in a transaction: " + said;
		}
		int line = (script != null) ? script.getLineNumber() : 0;
		String path = (file != null) ? file.path() : this.folder;
		if (ENDLESS.matcher(said).find()) {
			return new TableProblem(path, line, "this does not end, and was stopped",
					"Look for a query without an end, such as a recursive one without a limit.", false);
		}
		return new TableProblem(path, line, "the database does not accept this", said.endsWith(".") ? said : said + ".",
				true);
	}

	/** The files as Flyway reads them. */
	private record Files(List<TableFile> files) implements ResourceProvider {

		@Override
		public @Nullable LoadableResource getResource(String name) {
			return this.files.stream()
				.filter((each) -> each.name().equals(name))
				.map(Script::new)
				.findFirst()
				.orElse(null);
		}

		@Override
		public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
			List<LoadableResource> found = new ArrayList<>();
			for (TableFile file : this.files) {
				if (file.name().startsWith(prefix) && Arrays.stream(suffixes).anyMatch(file.name()::endsWith)) {
					found.add(new Script(file));
				}
			}
			return found;
		}

	}

	private static final class Script extends LoadableResource {

		private final TableFile file;

		private Script(TableFile file) {
			this.file = file;
		}

		@Override
		public Reader read() {
			return new StringReader(this.file.sql());
		}

		@Override
		public String getAbsolutePath() {
			return this.file.path();
		}

		@Override
		public String getAbsolutePathOnDisk() {
			return this.file.path();
		}

		@Override
		public String getFilename() {
			return this.file.name();
		}

		@Override
		public String getRelativePath() {
			return this.file.name();
		}

	}

}
