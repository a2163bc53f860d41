package io.switchboard.routes.tables;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A database as it would be once the files in {@code tables/} have run. Nothing of it
 * stays. For SQLite it is a copy of the tables without rows, in memory. PostgreSQL rolls
 * everything back.
 */
public final class TableTrial implements AutoCloseable {

	private static final String MEMORY = "jdbc:sqlite::memory:";

	/**
	 * SQLite tries without rows; on PostgreSQL a change of a large table may take time.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Connection connection;

	private final @Nullable OpenTransaction transaction;

	private final List<TableProblem> problems;

	private TableTrial(Connection connection, @Nullable OpenTransaction transaction, List<TableProblem> problems) {
		this.connection = connection;
		this.transaction = transaction;
		this.problems = problems;
	}

	/**
	 * Tries the files.
	 * @param database a connection to the database; it is closed with the trial
	 * @param files of this database, for any kind
	 * @return to be closed
	 * @throws SQLException if the database cannot be reached
	 */
	public static TableTrial of(Connection database, List<TableFile> files) throws SQLException {
		return of(database, files, PATIENCE);
	}

	static TableTrial of(Connection database, List<TableFile> files, Duration patience) throws SQLException {
		String kind = Kind.of(database);
		List<TableFile> fitting = files.stream().filter((each) -> each.isFor(kind)).toList();
		if (!Kind.isKnown(kind)) {
			return new TableTrial(database, null,
					List.of(TableProblem.of(files.get(0),
							"tables/ is for SQLite and PostgreSQL alone, and the database is of another kind",
							"Delete the file, and make the table by the database's own means.")));
		}
		if (fitting.isEmpty()) {
			return new TableTrial(database, null, List.of());
		}
		Connection connection = kind.equals(TableFile.SQLITE) ? copy(database) : database;
		try {
			OpenTransaction transaction = new OpenTransaction(connection);
			return new TableTrial(connection, transaction, Bounded.run(connection, kind, patience,
					() -> new TableRun(transaction.dataSource(), fitting).run()));
		}
		catch (SQLException | RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	/** Without rows, except those that say what ran. */
	private static Connection copy(Connection database) throws SQLException {
		if (database.getMetaData().getURL().equals(MEMORY)) {
			return database;
		}
		Connection copy = DriverManager.getConnection(MEMORY);
		try (database;
				Statement read = database.createStatement();
				Statement write = copy.createStatement();
				ResultSet made = read.executeQuery("""
						select sql from sqlite_master where sql is not null and name not like 'sqlite_%'
						order by type <> 'table', type <> 'view', rowid""")) {
			while (made.next()) {
				try {
					write.execute(made.getString(1));
				}
				catch (SQLException ex) {
					// a part of a virtual table, which was made with it
				}
			}
			history(database, copy);
			return copy;
		}
		catch (SQLException ex) {
			copy.close();
			throw ex;
		}
	}

	private static void history(Connection from, Connection to) throws SQLException {
		try (Statement read = from.createStatement();
				ResultSet there = read
					.executeQuery("select 1 from sqlite_master where name = '%s'".formatted(TableRun.HISTORY))) {
			if (!there.next()) {
				return;
			}
		}
		try (Statement read = from.createStatement();
				ResultSet rows = read.executeQuery("select * from " + TableRun.HISTORY)) {
			ResultSetMetaData columns = rows.getMetaData();
			String places = String.join(", ", Collections.nCopies(columns.getColumnCount(), "?"));
			try (PreparedStatement insert = to
				.prepareStatement("insert into %s values (%s)".formatted(TableRun.HISTORY, places))) {
				while (rows.next()) {
					for (int i = 1; i <= columns.getColumnCount(); i++) {
						insert.setObject(i, rows.getObject(i));
					}
					insert.executeUpdate();
				}
			}
		}
	}

	/**
	 * What is wrong.
	 * @return empty if all would run
	 */
	public List<TableProblem> problems() {
		return this.problems;
	}

	/**
	 * The database with the tables.
	 * @return closed with the trial
	 */
	public Connection connection() {
		return this.connection;
	}

	@Override
	public void close() throws SQLException {
		try (Connection closed = this.connection) {
			if (this.transaction != null && !closed.isClosed()) {
				this.transaction.rollback();
			}
		}
	}

}
