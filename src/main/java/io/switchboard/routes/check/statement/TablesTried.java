package io.switchboard.routes.check.statement;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.routes.RoutesText;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.finding.Place;
import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.spare.Surroundings;
import io.switchboard.routes.tables.TableFile;
import io.switchboard.routes.tables.TableFiles;
import io.switchboard.routes.tables.TableProblem;
import io.switchboard.routes.tables.TableTrial;
import io.switchboard.store.Databases;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Tries to make the engineer's own tables. Until it is closed, its connections see the
 * databases with these tables.
 */
final class TablesTried implements Surroundings.Store, AutoCloseable {

	private static final String FOLDER = "tables";

	private final Surroundings.Store databases;

	private final Map<String, TableTrial> trials = new HashMap<>();

	private final Set<String> incomplete = new HashSet<>();

	private TablesTried(Surroundings.Store databases) {
		this.databases = databases;
	}

	static TablesTried of(Path folder, Surroundings surroundings, Findings findings) {
		TablesTried tried = new TablesTried(surroundings.store());
		if (Files.isDirectory(folder.resolve(FOLDER))) {
			TableFiles files = TableFiles.of(RoutesText.read(folder));
			files.problems().forEach((each) -> tell(folder, each, false, findings));
			for (String database : files.databases()) {
				if (isThere(database, surroundings)) {
					tried.test(folder, database, files.of(database), surroundings, findings);
				}
				else {
					findings.add(Place.of(folder.resolve(FOLDER).resolve(database)), Rule.TABLE,
							"there is no database %s in the settings".formatted(database),
							"Set databases.%s.url, or correct the folder's name.".formatted(database));
				}
			}
		}
		return tried;
	}

	private static boolean isThere(String database, Surroundings surroundings) {
		return database.equals(Databases.STORE)
				|| surroundings.settings().apply("databases.%s.url".formatted(database)) != null;
	}

	private void test(Path folder, String database, List<TableFile> files, Surroundings surroundings,
			Findings findings) {
		boolean unsure = surroundings.store().isStandIn()
				&& !String.valueOf(surroundings.settings().apply("spring.datasource.url")).startsWith("jdbc:sqlite:");
		try {
			Connection connection = this.databases.connection(database);
			if (connection == null) {
				return;
			}
			TableTrial trial = TableTrial.of(connection, files);
			this.trials.put(database, trial);
			trial.problems().forEach((each) -> tell(folder, each, unsure, findings));
			if (unsure || !trial.problems().isEmpty()) {
				this.incomplete.add(database);
			}
		}
		catch (SQLException ex) {
			boolean ours = database.equals(Databases.STORE);
			findings.add(Place.of(folder.resolve(FOLDER)), ours ? Rule.TABLE : Rule.STATEMENT_UNSURE,
					"the tables for the database %s cannot be tried: %s".formatted(database, ex.getMessage()),
					"Check the database.");
		}
	}

	static void tell(Path folder, TableProblem problem, boolean unsure, Findings findings) {
		Path file = folder.resolve(problem.path());
		Place place = (problem.line() > 0) ? new Place(file.toString(), problem.line(), 1) : Place.of(file);
		boolean note = unsure && problem.saidByDatabase();
		findings.add(place, note ? Rule.STATEMENT_UNSURE : Rule.TABLE,
				note ? "without the store nobody knows whether the database takes this" : problem.what(),
				problem.mend());
	}

	@Override
	public Connection connection() throws SQLException {
		Connection tried = connection(Databases.STORE);
		return (tried != null) ? tried : this.databases.connection();
	}

	@Override
	public @Nullable Connection connection(String name) throws SQLException {
		TableTrial trial = this.trials.get(name);
		return (trial != null) ? new SingleConnectionDataSource(trial.connection(), true).getConnection()
				: this.databases.connection(name);
	}

	@Override
	public boolean isStandIn() {
		return this.databases.isStandIn();
	}

	@Override
	public boolean isIncomplete(String name) {
		return this.incomplete.contains(name);
	}

	@Override
	public void close() {
		for (TableTrial trial : this.trials.values()) {
			try {
				trial.close();
			}
			catch (SQLException ex) {
				// a lost connection rolls everything back by itself
			}
		}
	}

}
