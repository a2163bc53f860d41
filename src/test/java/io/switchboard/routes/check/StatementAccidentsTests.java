package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.finding.Severity;
import io.switchboard.routes.check.statement.MemoryStore;
import io.switchboard.routes.tables.SqlText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** Mistakes in statements and in the engineer's tables. */
@Execution(ExecutionMode.CONCURRENT)
class StatementAccidentsTests extends AccidentsBench {

	@Test
	void a_statement_with_a_long_text_is_read() {
		String text = "select 'it''s " + "x".repeat(20_000) + "' from call_log; delete from delivery";
		assertThat(SqlText.plain(text)).hasSameSizeAs(text).doesNotContain("xx");
		assertThat(SqlText.change(text)).extracting(SqlText.Change::table).isEqualTo("delivery");
	}

	/** A new table of a migration must be in one of the two lists. */
	@Test
	void each_table_is_one_by_which_we_work_or_one_that_routes_write() throws Exception {
		MemoryStore store = new MemoryStore();
		store.prepare();
		List<String> written = new ArrayList<>();
		try (Connection connection = store.connection();
				ResultSet tables = connection.getMetaData().getTables(null, null, "%", new String[] { "TABLE" })) {
			while (tables.next()) {
				String name = tables.getString("TABLE_NAME");
				if (SqlText.change("delete from " + name) == null && !name.matches("sqlite_.*|flyway_.*")) {
					written.add(name);
				}
			}
		}
		assertThat(written).containsExactlyInAnyOrder("call_log", "dtmf", "missed_call_sms_back", "queue_missed_call",
				"queue_wrapup", "settled_call", "sms");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					V1__callbacks.sql        | create table callbacks (event_key text, nmber text)  | statements/callbacks.sql:1:35: the database does not accept this statement. | no column named number
					V1__callbacks.sql        | crate table callbacks (event_key text, number text)   | tables/V1__callbacks.sql:1:1: the database does not accept this. near "crate"  | syntax error
					V1_callbacks.sql         | create table callbacks (event_key text, number text)  | tables/V1_callbacks.sql: this is not the name of a file in tables/. | such as V1__callbacks.sql
					V1__event.sql            | create table event (event_key text, number text)      | tables/V1__event.sql:1:1: the database does not accept this. | table event already exists
					reporting/V1__x.sql      | create table callbacks (event_key text)               | tables/reporting: there is no database reporting in the settings. | databases.reporting.url
					V1__callbacks.sqlite.sql | create table callbacks (event_key text, number text)  | none | none
					V1__x.sql                | drop table delivery;                                  | tables/V1__x.sql:1:1: this changes delivery, a table by which Switchboard itself works. | Make a table of your own.
					V1__x.sql                | delete from "event";                                  | tables/V1__x.sql:1:1: this changes event, | Make a table of your own.
					V1__x.sql                | create trigger t after insert on main.event begin select 1; end; | tables/V1__x.sql:1:1: this changes event, | Make a table of your own.
					V1__x.sql                | begin; create table a (b int); commit;                | tables/V1__x.sql:1:1: all new files run in one transaction, | Delete it.
					V1__x.sql                | /* create table a (b int);                            | tables/V1__x.sql: the file has nothing but comments. | perhaps a comment has no end.
					""")
	void tables_are_tried_and_statements_against_them_are_checked(String file, String sql, String what, String mend)
			throws IOException {
		FileSystemUtils.copyRecursively(ALL, this.folder);
		Path table = this.folder.resolve("tables").resolve(file);
		Files.createDirectories(table.getParent());
		Files.writeString(table, sql);
		Files.writeString(this.folder.resolve("statements/callbacks.sql"),
				"insert into callbacks (event_key, number) values (:?event_key, :?src) on conflict do nothing");
		List<Finding> findings = FolderCheckOnSqlite.CHECK.check(this.folder);
		if (what.equals("none")) {
			assertThat(findings).filteredOn((each) -> each.severity() != Severity.NOTE).isEmpty();
		}
		else {
			assertThat(findings)
				.anySatisfy((each) -> assertThat(each.toString()).startsWith(this.folder.resolve(what).toString())
					.contains(mend));
		}
	}

	/**
	 * A statement that only PostgreSQL can check is not a mistake without PostgreSQL.
	 */
	@Test
	void tables_for_postgresql_are_not_judged_by_sqlite() throws IOException {
		FileSystemUtils.copyRecursively(ALL, this.folder);
		Files.createDirectories(this.folder.resolve("tables"));
		Files.writeString(this.folder.resolve("tables/V1__callbacks.postgresql.sql"),
				"create table callbacks (event_key text, numbers text[])");
		Files.writeString(this.folder.resolve("tables/V2__more.sql"), "alter table callbacks add column x int[]");
		Files.writeString(this.folder.resolve("statements/callbacks.sql"),
				"insert into callbacks (event_key, x) values (:?event_key, null)");
		assertThat(CHECK.check(this.folder)).filteredOn((each) -> each.severity() != Severity.NOTE).isEmpty();
	}

}
