package io.switchboard;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Files beside the routes that are edited while Switchboard runs. */
@Order(3)
class ReloadedFilesTests extends ReloadBench {

	@Test
	void templates_statements_and_kamelets_are_part_of_the_routes_that_use_them() {
		edit("templates/sms-received.txt", (text) -> "Changed: " + text);
		edit("statements/sms-received.sql", (text) -> text.replace(":?text", "upper(:?text)"));
		edit("kamelets/email-sink.kamelet.yaml",
				(text) -> text.replace("expression: \"{{subject}}\"", "expression: \"Mail: {{subject}}\""));
		ObjectNode event = this.client.accept(Samples.read("sms-received-to-email").put("text", "hello there"));
		assertThat(subject(event)).startsWith("Mail: Text message from");
		assertThat(this.client.data("/api/mailbox?limit=1").path(0).path("text").asText()).startsWith("Changed: ");
		assertThat(this.jdbc.queryForObject("select text from sms where event_key like ?", String.class,
				event.path("id").asText() + "%"))
			.isEqualTo("HELLO THERE");
	}

	@Test
	void a_statement_runs_in_the_database_that_the_route_names_and_is_checked_there() throws Exception {
		try (Connection reporting = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("reporting.db"));
				Statement statement = reporting.createStatement()) {
			statement.execute("create table if not exists texts (event_key text primary key, body text)");
			Files.writeString(folder.resolve("statements/text-to-reporting.sql"),
					"insert into texts (event_key, body) values (:?event_key, :?text) on conflict do nothing");
			edit("sms-received-to-database.camel.yaml", (text) -> text + """
					        - to:
					            id: report
					            uri: kamelet:database-sink
					            parameters: {statement: text-to-reporting, database: reporting}
					""");
			String id = this.client.accept(Samples.read("sms-received-to-email")).path("id").asText();
			this.client.delivered(id);
			try (ResultSet row = statement
				.executeQuery("select count(*) from texts where event_key like '" + id + "/%'")) {
				assertThat(row.getInt(1)).isOne();
			}
		}
		write("statements/text-to-reporting.sql", (text) -> text.replace("body", "boddy"));
		assertThat(json("POST").path("problems").toString()).contains("text-to-reporting.sql:1:", "boddy");
		write("sms-received-to-database.camel.yaml",
				(text) -> text.replace("database: reporting", "database: reportin"));
		assertThat(json("POST").path("problems").toString()).contains("sms-received-to-database.camel.yaml:",
				"there is no database reportin in the settings");
	}

	@Test
	void a_table_of_ones_own_is_made_before_the_route_that_writes_to_it_takes_over() throws IOException {
		Files.createDirectories(folder.resolve("tables/reporting"));
		Files.writeString(folder.resolve("tables/V1__texts.sql"),
				"create table own_text (event_key text primary key, txt text);");
		Files.writeString(folder.resolve("tables/reporting/V1__texts.sqlite.sql"),
				"create table own_report (event_key text primary key);");
		Files.writeString(folder.resolve("statements/own-text.sql"),
				"insert into own_text (event_key, txt) values (:?event_key, :?text) on conflict do nothing");
		Files.writeString(folder.resolve("statements/own-report.sql"),
				"insert into own_report (event_key) values (:?event_key) on conflict do nothing");
		edit("sms-received-to-database.camel.yaml", (text) -> text + """
				        - to:
				            id: keep-own
				            uri: kamelet:database-sink
				            parameters: {statement: own-text}
				        - to:
				            id: report-own
				            uri: kamelet:database-sink
				            parameters: {statement: own-report, database: reporting}
				""");
		String id = this.client.accept(Samples.read("sms-received-to-email")).path("id").asText();
		this.client.delivered(id);
		assertThat(ownTexts()).isOne();
		Files.writeString(folder.resolve("tables/V2__more.sql"), "create table own_more (id int);");
		Files.writeString(folder.resolve("tables/V3__wrong.sql"), "alter table own_txt add column x int;");
		assertThat(json("POST").path("problems").toString()).contains("/tables/V3__wrong.sql:1:1:", "own_txt");
		assertThat(
				this.jdbc.queryForObject("select count(*) from sqlite_master where name = 'own_more'", Integer.class))
			.isZero();
		Files.delete(folder.resolve("tables/V2__more.sql"));
		Files.delete(folder.resolve("tables/V3__wrong.sql"));
		Files.writeString(folder.resolve("tables/V1__texts.sql"), "create table own_text (event_key text);");
		assertThat(json("POST").path("problems").toString()).contains("V1__texts.sql: it was edited after it ran.");
		this.client.delivered(this.client.accept(Samples.read("sms-received-to-email")).path("id").asText());
		assertThat(ownTexts()).isEqualTo(2);
	}

	private int ownTexts() {
		return this.jdbc.queryForList("select event_key from own_text").size();
	}

	@Test
	void a_table_of_lookups_is_reloaded_for_who_asks_it_and_a_broken_one_changes_nothing() throws IOException {
		Files.createDirectories(folder.resolve("lookups"));
		Files.writeString(folder.resolve("lookups/names.csv"), "to_no,name\n*,Team\n");
		edit(SMS_MAIL, (text) -> text.replace("Text message from", "${variable.names[name]}, from"));
		assertThat(subject(this.client.accept(Samples.read("sms-received-to-email")))).startsWith("Team, from");
		String other = revision("sms-received-to-database");
		edit("lookups/names.csv", (text) -> text.replace("Team", "Crew"));
		assertThat(subject(this.client.accept(Samples.read("sms-received-to-email")))).startsWith("Crew, from");
		assertThat(revision("sms-received-to-database")).isEqualTo(other);
		write("lookups/names.csv", (text) -> text.replace("*,Crew", "7,Crew"));
		assertThat(json("POST").path("problems").toString()).contains("lookups/names.csv", "no default");
		assertThat(subject(this.client.accept(Samples.read("sms-received-to-email")))).startsWith("Crew, from");
	}

	@Test
	void keywords_are_reloaded_and_a_broken_file_changes_nothing() {
		edit(SMS_MAIL, (text) -> text.replace("Text message from", "${variable.keyword} from"));
		assertThat(subject(text("hours?"))).startsWith("hours from");
		String other = revision("sms-received-to-database");
		edit("keywords/keywords.yaml", (text) -> text.replace("words: [hours,", "words: [godziny,"));
		assertThat(subject(text("GODZINY?"))).startsWith("hours from");
		assertThat(revision("sms-received-to-database")).isEqualTo(other);
		write("keywords/keywords.yaml", (text) -> text.replace("words: [ticket,", "words: [godziny,"));
		assertThat(json("POST").path("problems").toString()).contains("keywords/keywords.yaml",
				"the word 'godziny' is there twice");
		assertThat(subject(text("godziny"))).startsWith("hours from");
	}

	@Test
	void a_route_in_java_is_a_file_as_any_other() throws IOException {
		String java = """
				import java.util.Map;
				import io.switchboard.failure.PermanentFailure;
				import org.apache.camel.builder.RouteBuilder;

				/** A route that makes a text message upper case. */
				public class SmsToShoutRoute extends RouteBuilder {

					@Override
					public void configure() {
						from("durable:sms-to-shout").routeId("sms-to-shout")
							.filter().body(Map.class, (sms) -> sms.get("text") != null)
							.transform().body(Map.class, (sms) -> new Shout(sms.get("text").toString()).loud())
							.process("count").id("count-shout");
					}

					record Shout(String text) {
						String loud() {
							return text.toUpperCase();
						}
					}

				}
				""";
		String before = json("GET").path("revision").asText();
		Files.writeString(folder.resolve("SmsToShoutRoute.java"), java);
		write("switchboard.camel.yaml", (text) -> text + rule("sms-to-shout", "sms.received"));
		loaded(before);
		String id = this.client.accept(Samples.read("sms-received-to-email").put("text", "hello")).path("id").asText();
		this.client.delivered(id);
		assertThat(this.slow.ran).contains("HELLO");
		edit("SmsToShoutRoute.java", (text) -> text.replace("toUpperCase()", "toUpperCase() + \"!\""));
		this.client.delivered(
				this.client.accept(Samples.read("sms-received-to-email").put("text", "hey")).path("id").asText());
		assertThat(this.slow.ran).contains("HEY!");
		write("SmsToShoutRoute.java", (text) -> text.replace("text.toUpper", "txt.toUpper"));
		assertThat(json("POST").path("problems").toString())
			.contains("SmsToShoutRoute.java:18:11: Java cannot compile this. Cannot find symbol")
			.doesNotContain("nothing reads");
		this.client.delivered(
				this.client.accept(Samples.read("sms-received-to-email").put("text", "still")).path("id").asText());
		assertThat(this.slow.ran).contains("STILL!");
	}

	@Test
	void opening_hours_are_reloaded_for_who_asks_whether_somebody_is_there() throws IOException {
		Files.createDirectories(folder.resolve("hours"));
		Files.writeString(folder.resolve("hours/default.yaml"), "open: mon-sun 00:00-24:00\n");
		edit(SMS_MAIL, (text) -> text.replace("Text message from", "open ${variable.open}, from"));
		assertThat(subject(this.client.accept(Samples.read("sms-received-to-email")))).startsWith("open true, from");
		String other = revision("sms-received-to-database");
		edit("hours/default.yaml", (text) -> "open: mon 00:00-00:01\n");
		assertThat(subject(this.client.accept(Samples.read("sms-received-to-email")))).startsWith("open false, from");
		assertThat(revision("sms-received-to-database")).isEqualTo(other);
		write("hours/default.yaml", (text) -> "open: mon 9-5\n");
		assertThat(json("POST").path("problems").toString()).contains("hours/default.yaml:1:1: 'mon 9-5' is not like");
		assertThat(subject(this.client.accept(Samples.read("sms-received-to-email")))).startsWith("open false, from");
	}

}
