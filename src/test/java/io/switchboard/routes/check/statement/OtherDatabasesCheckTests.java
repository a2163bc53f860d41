package io.switchboard.routes.check.statement;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.MariaDb;
import io.switchboard.PostgresqlDatabase;
import io.switchboard.routes.check.expression.Vocabulary;
import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.finding.Findings;
import io.switchboard.routes.check.spare.Declared;
import io.switchboard.routes.check.spare.Surroundings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Each statement is tried by its own database, because each kind has its own words. */
class OtherDatabasesCheckTests {

	@TempDir
	Path folder;

	private final Findings findings = new Findings();

	@Test
	void a_statement_is_tried_by_its_own_database() throws Exception {
		String mariadb = MariaDb.newDatabase();
		String postgresql = PostgresqlDatabase.newDatabase();
		for (String url : List.of(mariadb, postgresql)) {
			try (Connection connection = DriverManager.getConnection(url);
					Statement statement = connection.createStatement()) {
				statement.execute("create table calls (id bigint primary key, src varchar(40))");
			}
		}
		String duplicate = "insert into calls (id, src) values (:?id, :?src) on duplicate key update src = values(src)";
		String conflict = "insert into calls (id, src) values (:?id, :?src) on conflict (id) do nothing";
		for (String name : List.of("maria", "postgres")) {
			write(name + "-duplicate", duplicate);
			write(name + "-conflict", conflict);
			write(name + "-column", "insert into calls (id,\n  sorce) values (:?id, :?src)");
			write(name + "-table", "select id from\n  cals where src = :?src");
			write(name + "-query", "select id from calls where src = :?src");
		}
		Files.createDirectories(this.folder.resolve("samples"));
		Files.writeString(this.folder.resolve("samples/a.json"), "{\"id\": \"1\", \"src\": \"2\"}");
		Surroundings.Store store = new Surroundings.Store() {
			@Override
			public Connection connection() {
				throw new IllegalStateException("there is none");
			}

			@Override
			public @Nullable Connection connection(String name) throws SQLException {
				return DriverManager.getConnection(name.equals("maria") ? mariadb : postgresql);
			}
		};
		new StatementCheck(store, (name) -> false,
				new Vocabulary(this.folder, List.of(), List.of(), Set.of(), new Declared(Set.of(), Set.of())),
				this.findings)
			.check(this.folder, databases());
		assertThat(this.findings.sorted().stream().map(OtherDatabasesCheckTests::told)).containsExactly(
				"maria-column.sql:2", "maria-conflict.sql:1", "maria-table.sql:2", "postgres-column.sql:2",
				"postgres-duplicate.sql:1", "postgres-table.sql:2");
		try (Connection connection = DriverManager.getConnection(mariadb);
				Statement statement = connection.createStatement();
				var rows = statement.executeQuery("select count(*) from calls")) {
			assertThat(rows.next()).isTrue();
			assertThat(rows.getInt(1)).as("nothing runs").isZero();
		}
	}

	private Map<String, String> databases() throws Exception {
		Map<String, String> databases = new HashMap<>();
		try (var files = Files.list(this.folder)) {
			files.map((file) -> file.getFileName().toString().replace(".sql", ""))
				.forEach((name) -> databases.put(name, name.replaceFirst("-.*", "")));
		}
		return databases;
	}

	private static String told(Finding finding) {
		assertThat(finding.what()).contains("the database does not accept this statement");
		return Path.of(finding.file()).getFileName() + ":" + finding.line();
	}

	private void write(String name, String sql) throws Exception {
		Files.writeString(this.folder.resolve(name + ".sql"), sql);
	}

}
