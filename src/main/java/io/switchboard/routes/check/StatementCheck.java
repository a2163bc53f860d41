package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Whether the database understands every statement, before the first event needs it. */
class StatementCheck {

	private final Surroundings.Store store;

	private final Findings findings;

	StatementCheck(Surroundings.Store store, Findings findings) {
		this.store = store;
		this.findings = findings;
	}

	void check(Path folder) {
		List<Path> files = YamlFile.in(folder, ".sql", this.findings);
		if (files.isEmpty()) {
			return;
		}
		try (Connection connection = this.store.connection()) {
			for (Path file : files) {
				check(connection, file);
			}
		}
		catch (IOException | SQLException ex) {
			this.findings.add(Place.of(folder), Rule.STATEMENT, "the statements cannot be checked: " + ex.getMessage(),
					"See to the store.");
		}
	}

	private void check(Connection connection, Path file) throws IOException {
		String written = Files.readString(file);
		try (PreparedStatement statement = connection.prepareStatement(written.replaceAll(":\\?\\w+", "?"))) {
			// PostgreSQL's driver asks the server only when it has to know the types
			statement.getParameterMetaData().getParameterCount();
		}
		catch (SQLException ex) {
			this.findings.add(Place.of(file), Rule.STATEMENT, "the database does not take this statement",
					Wording.sentence(String.valueOf(ex.getMessage())));
		}
	}

}
