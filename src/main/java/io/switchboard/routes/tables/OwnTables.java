package io.switchboard.routes.tables;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.switchboard.routes.RoutesText;
import io.switchboard.store.Databases;
import io.switchboard.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Runs the files in {@code tables/} that did not run yet: those of a database in one
 * transaction, in the order of their numbers. Of several nodes one does it.
 */
@Component
public class OwnTables {

	private static final Logger log = LoggerFactory.getLogger(OwnTables.class);

	private final Store store;

	private final ApplicationContext spring;

	OwnTables(Store store, ApplicationContext spring) {
		this.store = store;
		this.spring = spring;
	}

	/**
	 * Runs them. Another database than the store may be away: its files run at the next
	 * start or reload.
	 * @param text the folder with the routes
	 * @return what is wrong; then nothing ran in that database
	 * @throws SQLException if the store cannot be reached
	 */
	public List<TableProblem> run(RoutesText text) throws SQLException {
		TableFiles files = TableFiles.of(text);
		List<TableProblem> problems = new ArrayList<>(files.problems());
		for (String database : files.databases()) {
			List<TableFile> those = files.of(database);
			if (database.equals(Databases.STORE)) {
				problems.addAll(this.store.dialect().asWriter(() -> run(database, those)));
			}
			else {
				problems.addAll(elsewhere(database, those));
			}
		}
		return problems;
	}

	private List<TableProblem> elsewhere(String database, List<TableFile> files) {
		try {
			return run(database, files);
		}
		catch (SQLException ex) {
			log.warn("the tables of the database {} are checked at the next start or reload: {}", database,
					ex.getMessage());
			return List.of();
		}
	}

	private List<TableProblem> run(String database, List<TableFile> files) throws SQLException {
		DataSource source = this.spring.getBean(Databases.BEAN + database, DataSource.class);
		try (Connection connection = source.getConnection()) {
			return run(connection, files);
		}
	}

	/** In one transaction. */
	static List<TableProblem> run(Connection connection, List<TableFile> files) throws SQLException {
		String kind = Kind.of(connection);
		List<TableFile> fitting = files.stream().filter((each) -> each.isFor(kind)).toList();
		if (fitting.isEmpty()) {
			return List.of();
		}
		OpenTransaction transaction = new OpenTransaction(connection);
		try {
			List<TableProblem> problems = new TableRun(transaction.dataSource(), fitting).run();
			if (problems.isEmpty()) {
				transaction.commit();
			}
			return problems;
		}
		finally {
			transaction.rollback();
		}
	}

}
