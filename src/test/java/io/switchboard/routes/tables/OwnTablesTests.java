package io.switchboard.routes.tables;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.switchboard.PostgresqlDatabase;
import io.switchboard.routes.RoutesText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tables of the integration engineer, on both databases. */
class OwnTablesTests {

	private static final String FIRST = "create table callbacks (event_key text primary key, number text);\n";

	private static final String SECOND = "-- who calls back\nalter table callbacks add column agent text;\n";

	@TempDir
	static Path folder;

	static Stream<String> databases() {
		return Stream.of("jdbc:sqlite:" + folder.resolve("own" + System.nanoTime() + ".db"),
				PostgresqlDatabase.newDatabase());
	}

	static TableFiles files(String... namesAndTexts) {
		SortedMap<String, byte[]> files = new TreeMap<>();
		for (int i = 0; i < namesAndTexts.length; i += 2) {
			files.put("tables/" + namesAndTexts[i], namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
		}
		return TableFiles.of(new RoutesText(files));
	}

	private static List<String> run(String url, String... namesAndTexts) throws SQLException {
		List<TableFile> files = files(namesAndTexts).of("store");
		List<String> tried;
		try (Connection connection = DriverManager.getConnection(url);
				TableTrial trial = TableTrial.of(connection, files)) {
			tried = told(trial.problems());
		}
		try (Connection connection = DriverManager.getConnection(url)) {
			List<String> ran = told(OwnTables.run(connection, files));
			assertThat(tried).as("what a trial says is what happens").isEqualTo(ran);
			return ran;
		}
	}

	private static List<String> told(List<TableProblem> problems) {
		return problems.stream()
			.map((each) -> "%s:%d: %s. %s".formatted(each.path(), each.line(), each.what(), each.mend()))
			.toList();
	}

	private static boolean takes(String url, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
			return true;
		}
		catch (SQLException ex) {
			assertThat(ex.getMessage()).containsAnyOf("no such", "no column", "does not exist");
			return false;
		}
	}

	@ParameterizedTest
	@MethodSource("databases")
	void a_file_runs_once_and_one_that_comes_later_changes_what_it_made(String url) throws SQLException {
		takes(url, "create table flyway_schema_history (installed_rank int)");
		assertThat(run(url, "V1__callbacks.sql", FIRST)).isEmpty();
		assertThat(run(url, "V1__callbacks.sql", FIRST)).isEmpty();
		assertThat(run(url, "V1__callbacks.sql", FIRST, "V2__agent.sql", SECOND)).isEmpty();
		assertThat(takes(url, "insert into callbacks (event_key, agent) values ('1', 'Jane')")).isTrue();
		// an older folder, as another node may have it
		assertThat(run(url, "V1__callbacks.sql", FIRST)).isEmpty();
		assertThat(takes(url, "select * from flyway_schema_history")).isTrue();
	}

	@ParameterizedTest
	@MethodSource("databases")
	void a_trial_keeps_nothing(String url) throws SQLException {
		List<TableFile> files = files("V1__callbacks.sql", FIRST).of("store");
		try (Connection connection = DriverManager.getConnection(url);
				TableTrial trial = TableTrial.of(connection, files);
				Statement statement = trial.connection().createStatement()) {
			assertThat(trial.problems()).isEmpty();
			assertThatCode(() -> statement.execute("insert into callbacks (event_key) values ('1')"))
				.doesNotThrowAnyException();
		}
		assertThat(takes(url, "select * from callbacks")).isFalse();
		assertThat(takes(url, "select * from " + TableRun.HISTORY)).isFalse();
	}

	@ParameterizedTest
	@MethodSource("databases")
	void a_query_without_an_end_is_stopped(String url) throws SQLException {
		List<TableFile> files = files("V1__callbacks.sql", FIRST, "V2__endless.sql", """
				create table small (id int);

				create table numbers as with recursive n(x) as (select 1 union all select x + 1 from n)
				select count(*) as many from n;
				""").of("store");
		try (Connection connection = DriverManager.getConnection(url);
				TableTrial trial = TableTrial.of(connection, files, Duration.ofMillis(10))) {
			assertThat(told(trial.problems())).containsExactly(
					"tables/V2__endless.sql:3: this does not end, and was stopped. Look for a query without an end, such as a recursive one without a limit.");
		}
		assertThat(run(url, "V1__callbacks.sql", FIRST)).isEmpty();
	}

	/** Flyway would log a stack trace. */
	@Test
	void a_transaction_that_sqlite_itself_has_rolled_back_is_rolled_back() throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
				Statement statement = connection.createStatement()) {
			OpenTransaction transaction = new OpenTransaction(connection);
			statement.execute("rollback");
			assertThatCode(transaction::rollback).doesNotThrowAnyException();
			OpenTransaction another = new OpenTransaction(connection);
			statement.execute("rollback");
			assertThatThrownBy(another::commit).hasMessageContaining("no transaction is active");
		}
	}

	@ParameterizedTest
	@MethodSource("databases")
	void what_cannot_run_is_told_with_its_line_and_nothing_of_the_rest_stays(String url) throws SQLException {
		assertThat(run(url, "V1__callbacks.sql", FIRST, "V2__agent.sql", SECOND, "V3__wrong.sql",
				"create table more (id int);\n\nalter table callbaks add column x int;\n"))
			.singleElement()
			.asString()
			.startsWith("tables/V3__wrong.sql:3: the database does not accept this. ")
			.contains("callbaks");
		assertThat(takes(url, "select * from callbacks")).isFalse();
		assertThat(takes(url, "select * from more")).isFalse();
		assertThat(run(url, "V1__callbacks.sql", FIRST)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("databases")
	void what_ran_stays_as_it_ran(String url) throws SQLException {
		assertThat(run(url, "V1__callbacks.sql", FIRST, "V3__agent.sql", SECOND)).isEmpty();
		assertThat(run(url, "V1__callbacks.sql", FIRST + "-- more", "V3__agent.sql", SECOND)).containsExactly(
				"tables/V1__callbacks.sql:0: it was edited after it ran. Put it back as it was, and write the change into a file with the next number.");
		assertThat(run(url, "V3__agent.sql", SECOND)).containsExactly(
				"tables/V1__callbacks.sql:0: it ran in this database, and the file is gone. Put the file back as it was. To change what it made, write a file with the next number.");
		assertThat(run(url, "V1__callback.sql", FIRST, "V3__agent.sql", SECOND))
			.containsExactly("tables/V1__callback.sql:0: it ran under another name. Name it V1__callbacks.sql again.");
		assertThat(run(url, "V1__callbacks.sql", FIRST, "V2__late.sql", "create table late (id int)", "V3__agent.sql",
				SECOND))
			.containsExactly(
					"tables/V2__late.sql:0: a file with a higher number ran already. Give it the next number.");
	}

	@ParameterizedTest
	@MethodSource("databases")
	void a_file_for_one_kind_of_database_runs_there_alone(String url) throws SQLException {
		String sqlite = """
				create table keys (id integer primary key autoincrement, name text);
				create trigger keys_are_lower after insert on keys begin
				  update keys set name = lower(new.name) where id = new.id;
				end;
				""";
		String postgresql = """
				create table keys (id bigint generated always as identity, name text);
				create function lower_name() returns trigger language plpgsql as $$
				begin
				  new.name := lower(new.name); return new;
				end $$;
				create trigger keys_are_lower before insert on keys for each row execute function lower_name();
				""";
		assertThat(run(url, "V1__keys.sqlite.sql", sqlite, "V1__keys.postgresql.sql", postgresql, "V2__all.sql",
				"insert into keys (name) values ('${NOT.A.PLACE}');"))
			.isEmpty();
		assertThat(run(url, "V1__keys.sqlite.sql", sqlite, "V1__keys.postgresql.sql", postgresql)).isEmpty();
		assertThat(takes(url, "insert into keys (name) values ('A')")).isTrue();
		try (Connection connection = DriverManager.getConnection(url);
				var rows = connection.createStatement().executeQuery("select name from keys order by id")) {
			rows.next();
			assertThat(rows.getString(1)).isEqualTo("${not.a.place}");
		}
	}

	@Test
	void what_needs_to_run_outside_a_transaction_is_told() throws SQLException {
		assertThat(run(PostgresqlDatabase.newDatabase(), "V1__callbacks.sql", FIRST, "V2__index.sql",
				"create index concurrently callbacks_number on callbacks (number);"))
			.singleElement()
			.asString()
			.contains("cannot run in a transaction");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			V1_callbacks.sql             | this is not the name of a file in tables/
			v1__callbacks.sql            | this is not the name of a file in tables/
			callbacks.sql                | this is not the name of a file in tables/
			V1__callbacks.SQL            | this is not the name of a file in tables/
			V1__callbacks.mysql.sql      | this is not the name of a file in tables/
			V1__callbacks.postgres.sql   | this is not the name of a file in tables/
			V0__callbacks.sql            | this is not the name of a file in tables/
			V1.2__callbacks.sql          | this is not the name of a file in tables/
			a/b/V1__callbacks.sql        | this is not the name of a file in tables/
			R__view.sql                  | this is not the name of a file in tables/
			""")
	void a_wrong_name_is_told(String name, String told) {
		assertThat(told(files(name, FIRST).problems())).singleElement()
			.asString()
			.startsWith("tables/%s:0: %s. Name it V".formatted(name, told));
	}

	@Test
	void a_number_is_there_once_for_each_kind_and_each_database() {
		assertThat(told(files("V1__a.sql", FIRST, "V1__b.postgresql.sql", FIRST).problems())).containsExactly(
				"tables/V1__b.postgresql.sql:0: tables/V1__a.sql has the number 1 too. Give this one the next number.");
		assertThat(files("V1__a.sql", FIRST, "reporting/V1__b.sql", FIRST, "V2__c.sqlite.sql", FIRST,
				"V2__c.postgresql.sql", FIRST, "README.md", "for people")
			.problems()).isEmpty();
		assertThat(told(files("V1__a.sql", " ").problems())).singleElement().asString().contains("is empty");
	}

}
