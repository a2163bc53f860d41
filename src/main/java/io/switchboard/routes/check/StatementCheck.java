package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.springframework.stereotype.Component;

/** Whether the database understands every statement, before the first event needs it. */
@Component
class StatementCheck {

	private final DataSource dataSource;

	StatementCheck(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	/**
	 * What is wrong with the statements in a folder; empty if nothing is, or there is no
	 * such folder.
	 */
	List<String> problems(Path folder) {
		List<String> problems = new ArrayList<>();
		if (!Files.isDirectory(folder)) {
			return problems;
		}
		try (Stream<Path> files = Files.list(folder); Connection connection = this.dataSource.getConnection()) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".sql")).sorted().toList()) {
				check(connection, file, problems);
			}
		}
		catch (IOException | SQLException ex) {
			problems.add("%s: cannot be checked: %s".formatted(folder, ex.getMessage()));
		}
		return problems;
	}

	private static void check(Connection connection, Path file, List<String> problems) throws IOException {
		String sql = Files.readString(file).replaceAll(":\\?\\w+", "?");
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			// PostgreSQL's driver asks the server only when it has to know the types
			statement.getParameterMetaData().getParameterCount();
		}
		catch (SQLException ex) {
			problems.add("%s: the database does not take this statement: %s".formatted(file, ex.getMessage()));
		}
	}

}
