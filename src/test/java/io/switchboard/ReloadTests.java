package io.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Processor;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A folder that is edited while Switchboard runs. */
@CamelSpringBootTest
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "webhook.key=" + Client.KEY, "api.token=" + Client.TOKEN, "routes.reload=on",
				"voipstudio.api.record-wait=0s", "queue-missed-call-to-email.record-wait=0s",
				"call-ended-to-crm.recording-wait=0s", "reconciliation.every=0" })
@Import({ Client.class, ReloadTests.Slow.class })
@ContextConfiguration(initializers = TemporaryData.class)
@Timeout(40)
class ReloadTests {

	private static final Path ORIGINAL = FastFolders.create("original");

	private static final String SMS_MAIL = "sms-received-to-email.camel.yaml";

	@TempDir(cleanup = CleanupMode.NEVER)
	static Path folder;

	/** What leads to it, as a deployment may have it. */
	private static Path link;

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Slow slow;

	@DynamicPropertySource
	static void routes(DynamicPropertyRegistry properties) throws IOException {
		FewRoutes.copyTo(ORIGINAL,
				Set.of("sms-received-to-email", "sms-received-to-database", "queue-missed-call-to-email"));
		FileSystemUtils.copyRecursively(ORIGINAL, folder);
		link = folder.resolveSibling(folder.getFileName() + "-link");
		Files.createSymbolicLink(link, folder);
		properties.add("routes.dir", link::toString);
		properties.add("databases.reporting.url", () -> "jdbc:sqlite:" + folder.resolve("reporting.db"));
	}

	/** Steps that a test can hold up, and can count. */
	@TestConfiguration(proxyBeanMethods = false)
	static class Slow {

		private final Set<String> begun = ConcurrentHashMap.newKeySet();

		private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

		private volatile CountDownLatch gate = new CountDownLatch(0);

		@Bean
		Processor waitAtTheGate() {
			return (exchange) -> {
				this.begun.add(exchange.getVariable("event_id", String.class));
				this.gate.await();
			};
		}

		@Bean
		Processor kamelets() {
			return (exchange) -> this.ran
				.add(exchange.getContext().getComponent("kamelet", KameletComponent.class).getLocation());
		}

		@Bean
		Processor count() {
			return (exchange) -> this.ran.add(exchange.getMessage().getBody(String.class));
		}

	}

	@AfterEach
	void asItWas() throws IOException {
		this.slow.gate.countDown();
		this.slow.ran.clear();
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				if (!file.toString().contains("reporting.db")
						&& !Files.exists(ORIGINAL.resolve(folder.relativize(file)))) {
					Files.delete(file);
				}
			}
		}
		FileSystemUtils.copyRecursively(ORIGINAL, folder);
		JsonNode now = json("POST");
		assertThat(now.path("problems")).isEmpty();
	}

	@Test
	void a_route_that_is_edited_runs_as_it_now_says_from_the_next_delivery_on() {
		String before = revision("sms-received-to-email");
		String other = revision("queue-missed-call-to-email");
		ListAppender<ILoggingEvent> lines = new ListAppender<>();
		Logger log = (Logger) LoggerFactory.getLogger("io.switchboard.routes.reload");
		lines.start();
		log.addAppender(lines);
		edit(SMS_MAIL, (text) -> text.replace("Text message from", "SMS from"));
		await().until(() -> lines.list.stream().anyMatch((line) -> line.getLevel() != Level.WARN));
		log.detachAppender(lines);
		assertThat(lines.list).as("a reload is one line, beside what the folder is warned of")
			.filteredOn((line) -> line.getLevel() != Level.WARN)
			.singleElement()
			.extracting(ILoggingEvent::getFormattedMessage, InstanceOfAssertFactories.STRING)
			.matches("routes: revision \\w+ is loaded\\. Files: %s\\. Routes: sms-received-to-email"
				.formatted(SMS_MAIL));
		assertThat(subject(this.client.accept(Samples.read("sms-received-to-email")))).startsWith("SMS from");
		assertThat(revision("sms-received-to-email")).isNotEqualTo(before);
		assertThat(revision("queue-missed-call-to-email")).isEqualTo(other);
		String page = this.client.api("/routes/sms-received-to-email/revisions/" + before).body();
		assertThat(page).contains("This revision does not run.", "-              subject: &quot;Text message from",
				"+              subject: &quot;SMS from", "kamelets/email-sink.kamelet.yaml",
				"templates/sms-received.txt");
	}

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
	void a_new_destination_is_a_file_and_a_rule_and_goes_when_both_are_gone() throws IOException {
		String revision = json("GET").path("revision").asText();
		Files.writeString(folder.resolve("sms-received-to-log.camel.yaml"), """
				- route:
				    id: sms-received-to-log
				    from:
				      uri: durable:sms-received-to-log
				      steps:
				        - process: {id: count, ref: "#bean:count"}
				""");
		write("switchboard.camel.yaml", (text) -> text + rule("sms-received-to-log", "sms.received"));
		loaded(revision);
		ObjectNode event = this.client.accept(Samples.read("sms-received-to-email"));
		assertThat(this.client.routes(event.path("id").asText())).contains("sms-received-to-log",
				"sms-received-to-email");
		revision = json("GET").path("revision").asText();
		Files.delete(folder.resolve("sms-received-to-log.camel.yaml"));
		write("switchboard.camel.yaml", (text) -> text.replace(rule("sms-received-to-log", "sms.received"), ""));
		loaded(revision);
		event = this.client.accept(Samples.read("sms-received-to-email"));
		assertThat(this.client.routes(event.path("id").asText())).doesNotContain("sms-received-to-log");
	}

	@Test
	void what_runs_ends_on_the_old_route_and_holds_up_nothing() {
		edit(SMS_MAIL, (text) -> text.replace("      steps:\n",
				"      steps:\n        - process: {id: wait, ref: \"#bean:waitAtTheGate\"}\n"));
		this.slow.gate = new CountDownLatch(1);
		String old = this.client.accept(Samples.read("sms-received-to-email")).path("id").asText();
		await().until(() -> this.slow.begun.contains(old));
		edit(SMS_MAIL, (text) -> text.replace("        - process: {id: wait, ref: \"#bean:waitAtTheGate\"}\n", "")
			.replace("Text message from", "New from"));
		String latest = this.client.accept(Samples.read("sms-received-to-email")).path("id").asText();
		assertThat(subject(latest)).startsWith("New from");
		assertThat(this.client.deliveries(old)).anyMatch((each) -> each.path("status").asText().equals("pending"));
		this.slow.gate.countDown();
		assertThat(subject(old)).as("it ended where it began").startsWith("Text message from");
		assertThat(mailRevision(old)).isNotEqualTo(revision("sms-received-to-email"));
		assertThat(mailRevision(latest)).isEqualTo(revision("sms-received-to-email"));
		assertThat(this.client.deliveries(old)).allMatch((each) -> each.path("attempts").asInt() == 1);
	}

	@Test
	void a_route_that_is_called_changes_for_all_that_call_it() throws IOException {
		Files.writeString(folder.resolve("say.camel.yaml"), """
				- route:
				    id: say
				    from:
				      uri: direct:say
				      steps:
				        - setVariable: {name: said, expression: {constant: {expression: "one"}}}
				""");
		edit(SMS_MAIL,
				(text) -> text
					.replace("      steps:\n", "      steps:\n        - to: {id: call-it, uri: \"direct:say\"}\n")
					.replace("Text message from", "${variable.said} from"));
		assertThat(subject(this.client.accept(Samples.read("sms-received-to-email")))).startsWith("one from");
		edit(SMS_MAIL, (text) -> text.replace("variable.said} from", "variable.said} by"));
		assertThat(subject(this.client.accept(Samples.read("sms-received-to-email")))).startsWith("one by");
		edit("say.camel.yaml", (text) -> text.replace("one", "two"));
		assertThat(subject(this.client.accept(Samples.read("sms-received-to-email")))).startsWith("two by");
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

	private ObjectNode text(String text) {
		return this.client.accept(Samples.read("sms-received-to-email").put("text", text));
	}

	@Test
	void a_storm_of_missed_calls_is_one_mail() throws IOException {
		edit("queue-missed-call-to-email.camel.yaml",
				(text) -> text
					.replace("uri: durable:queue-missed-call-to-email",
							"uri: durable:queue-missed-call-to-email\n      parameters: {gather: 1h, gatherBy: called}")
					.replaceAll("(?s)\n      steps:.*",
							"\n      steps: [{to: {id: email-storm, uri: kamelet:email-sink, "
									+ "parameters: {to: '{{destinations.support-email}}', template: digest, "
									+ "subject: 'Storm in \\${variable.gather_key}: \\${body.size}'}}}]\n"));
		JsonNode play = simulator("POST", "scenarios/missed-call-storm?speed=0&seed=1");
		await().until(
				() -> "ended".equals(simulator("GET", "plays/" + play.path("play").asText()).path("state").asText()));
		List<Long> gathered = new ArrayList<>();
		await().until(() -> {
			gathered.clear();
			this.client.data("/api/deliveries?route=queue-missed-call-to-email&status=gathered&limit=100")
				.forEach((each) -> gathered.add(each.path("id").asLong()));
			return gathered.size() == 29;
		});
		// an operator ends the window
		this.client.act("deliveries/" + gathered.get(0) + "/redeliver", "");
		await().until(() -> storms().size() == 1);
		assertThat(storms().get(0).path("subject").asText()).isEqualTo("Storm in Support: 30");
		await()
			.until(() -> this.client.data("/api/deliveries?route=queue-missed-call-to-email&status=pending").isEmpty());
		assertThat(storms()).hasSize(1);
	}

	private List<JsonNode> storms() {
		List<JsonNode> storms = new ArrayList<>();
		this.client.data("/api/mailbox").forEach((mail) -> {
			if (mail.path("subject").asText().startsWith("Storm")) {
				storms.add(mail);
			}
		});
		return storms;
	}

	private JsonNode simulator(String method, String path) {
		return Client
			.json(this.client.send(method, "http://localhost:" + this.client.port() + "/simulator/" + path, new byte[0],
					"Authorization", "Bearer " + Client.TOKEN)
				.body())
			.path("data");
	}

	@Test
	void a_route_in_java_is_a_file_as_any_other() throws IOException {
		String java = """
				import java.util.Map;
				import io.switchboard.failure.PermanentFailure;
				import org.apache.camel.builder.RouteBuilder;

				/** A text message is shouted. */
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

	@Test
	void a_link_that_is_set_to_another_folder_is_a_change_as_any_other(@TempDir Path next) throws IOException {
		FileSystemUtils.copyRecursively(folder, next);
		Path mail = next.resolve(SMS_MAIL);
		Files.writeString(mail, Files.readString(mail).replace("Text message from", "Next from"));
		String before = json("GET").path("revision").asText();
		lead(next);
		try {
			loaded(before);
			assertThat(subject(this.client.accept(Samples.read("sms-received-to-email")))).startsWith("Next from");
		}
		finally {
			lead(folder);
		}
	}

	/** In one step, as a deployment does it. */
	private static void lead(Path target) throws IOException {
		Path prepared = Files.createSymbolicLink(link.resolveSibling(link.getFileName() + "-new"), target);
		Files.move(prepared, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	@Test
	void a_timer_that_did_not_change_goes_on_and_one_that_did_begins_anew() throws IOException {
		Files.writeString(folder.resolve("digest.camel.yaml"), timer("first"));
		now();
		await().until(() -> this.slow.ran.contains("first"));
		edit(SMS_MAIL, (text) -> text.replace("Text message from", "SMS from"));
		Files.writeString(folder.resolve("digest.camel.yaml"), timer("second"));
		now();
		await().until(() -> this.slow.ran.contains("second"));
		assertThat(this.slow.ran).filteredOn("first"::equals).hasSize(1);
		assertThat(this.slow.ran).filteredOn("second"::equals).hasSize(1);
	}

	@Test
	void a_route_with_a_schedule_runs_by_itself_and_what_it_does_is_a_delivery_as_any_other() throws IOException {
		Files.writeString(folder.resolve("digest.camel.yaml"), """
				- route:
				    id: digest
				    from:
				      uri: durable:digest
				      parameters: {schedule: "* * * * * *"}
				      steps:
				        - setBody: {simple: {expression: "digest of ${body[due_at]}"}}
				        - process: {id: count-digest, ref: "#bean:count"}
				""");
		now();
		await().until(() -> this.slow.ran.stream().filter((each) -> each.startsWith("digest of ")).count() >= 2);
		assertThat(this.slow.ran.stream().filter((each) -> each.startsWith("digest of "))).doesNotHaveDuplicates();
		JsonNode delivery = this.client.data("/api/deliveries?route=digest&limit=1").path(0);
		assertThat(delivery.path("event_name").asText()).isEqualTo("schedule.due");
		this.client.delivered(delivery.path("event_id").asText());
	}

	@Test
	void a_schedule_that_is_none_is_refused() throws IOException {
		Files.writeString(folder.resolve("digest.camel.yaml"),
				timer("x").replace("uri: timer:digest", "uri: durable:digest")
					.replace("{delay: 500, period: 3600000}", "{schedule: \"every morning\"}"));
		assertThat(json("POST").path("problems").toString()).contains("digest.camel.yaml", "every morning",
				"0 0 8 * * MON-FRI");
	}

	private static String timer(String text) {
		return """
				- route:
				    id: digest
				    from:
				      uri: timer:digest
				      parameters: {delay: 500, period: 3600000}
				      steps:
				        - setBody: {constant: {expression: "%s"}}
				        - process: {id: count-digest, ref: "#bean:count"}
				""".formatted(text);
	}

	/** What a hand does to a file, and where that is seen. */
	record Accident(String name, String file, UnaryOperator<String> edit, String told) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	static List<Accident> accidents() {
		return List.of(new Accident("a syntax error", SMS_MAIL, (text) -> text + "  - : [", SMS_MAIL + ":"),
				new Accident("an unknown component", SMS_MAIL,
						(text) -> text.replace("kamelet:email-sink", "mailto:somebody"), SMS_MAIL + ":"),
				new Accident("an unknown kamelet", SMS_MAIL,
						(text) -> text.replace("kamelet:email-sink", "kamelet:emial-sink"), "email-sink"),
				new Accident("an unknown property", SMS_MAIL, (text) -> text.replace("subject:", "subjekt:"),
						"subjekt"),
				new Accident("a broken kamelet", "kamelets/email-sink.kamelet.yaml",
						(text) -> text.replace("steps:", "stepps:"), "email-sink.kamelet.yaml"),
				new Accident("a broken template", "templates/sms-received.html", (text) -> text + "<#if",
						"sms-received.html"),
				new Accident("a wrong column", "statements/sms-received.sql",
						(text) -> text.replace("event_key", "evnt_key"), "sms-received.sql"),
				new Accident("a missing setting", SMS_MAIL,
						(text) -> text.replace("destinations.sms-email", "destinations.sms-emial"), SMS_MAIL + ":"),
				new Accident("tabs", SMS_MAIL, (text) -> text.replace("      steps:", "\t\tsteps:"), SMS_MAIL + ":"),
				new Accident("a repeated key", SMS_MAIL,
						(text) -> text.replace("    id: sms-received-to-email\n",
								"    id: sms-received-to-email\n    id: sms-received-to-email\n"),
						SMS_MAIL + ":"),
				new Accident("a rule without its route", "switchboard.camel.yaml",
						(text) -> text + rule("nowhere", "sms.received"), "switchboard.camel.yaml:"),
				new Accident("a file cut in the middle", SMS_MAIL,
						(text) -> text.substring(0, text.indexOf("uri: kamelet")), SMS_MAIL),
				new Accident("an empty file", "switchboard.camel.yaml", (text) -> "", "switchboard.camel.yaml"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("accidents")
	void a_broken_edit_leaves_everything_as_it_was_and_says_where(Accident accident) {
		String before = json("GET").path("revision").asText();
		write(accident.file(), accident.edit());
		JsonNode now = json("POST");
		assertThat(now.path("revision").asText()).isEqualTo(before);
		assertThat(now.path("problems")).isNotEmpty();
		assertThat(now.path("problems").toString()).contains(accident.told())
			.contains(folder.toString())
			.doesNotContain("Exception");
		ObjectNode event = this.client.accept(Samples.read("sms-received-to-email"));
		assertThat(subject(event)).startsWith("Text message from");
		assertThat(this.client.routes(event.path("id").asText())).containsExactlyInAnyOrder("sms-received-to-email",
				"sms-received-to-database");
	}

	@Test
	void a_file_that_is_deleted_although_a_rule_names_its_route_goes_on_running() throws IOException {
		Files.delete(folder.resolve(SMS_MAIL));
		assertThat(json("POST").path("problems").toString()).contains("switchboard.camel.yaml:",
				"durable:sms-received-to-email");
		assertThat(subject(this.client.accept(Samples.read("sms-received-to-email")))).startsWith("Text message from");
	}

	@Test
	void what_cannot_be_read_is_told_and_changes_nothing() throws IOException {
		Path link = folder.resolve("new-one.camel.yaml");
		Files.createSymbolicLink(link, Path.of("/nowhere/x"));
		await().until(() -> told("new-one.camel.yaml: this link leads nowhere. Fix it, or delete it.", "GET"));
		Files.delete(link);
		Path template = folder.resolve("templates/sms-received.txt");
		Files.delete(template);
		Files.createDirectory(template);
		assertThat(told("templates/sms-received.txt: this is a folder with the name of a file.", "POST")).isTrue();
		assertThat(subject(this.client.accept(Samples.read("sms-received-to-email")))).startsWith("Text message from");
		Files.delete(template);
		Files.copy(ORIGINAL.resolve("templates/sms-received.txt"), template);
		inOrder();
		Path away = folder.resolveSibling("away");
		Files.move(folder, away);
		try {
			await().until(() -> told("there is no such folder. Set routes.dir to the folder with the routes.", "GET"));
		}
		finally {
			Files.move(away, folder);
		}
		inOrder();
	}

	/** In one sentence. */
	private boolean told(String problem, String method) {
		JsonNode problems = json(method).path("problems");
		return problems.size() == 1 && problems.path(0).asText().contains(problem);
	}

	private void inOrder() {
		await().until(() -> json("GET").path("problems").isEmpty());
	}

	@Test
	void a_kamelet_is_read_from_the_same_moment_as_its_route() {
		edit(SMS_MAIL, (text) -> text.replace("      steps:\n",
				"      steps:\n        - process: {id: where, ref: \"#bean:kamelets\"}\n"));
		this.client.delivered(this.client.accept(Samples.read("sms-received-to-email")).path("id").asText());
		assertThat(this.slow.ran).singleElement(InstanceOfAssertFactories.STRING)
			.as("no folder that somebody edits")
			.endsWith("/kamelets")
			.doesNotContain(folder.toString());
	}

	@Test
	void no_event_is_lost_or_delivered_twice_while_somebody_saves_again_and_again() throws Exception {
		AtomicBoolean done = new AtomicBoolean();
		Thread editor = new Thread(() -> {
			for (int i = 0; !done.get(); i++) {
				int number = i;
				write(SMS_MAIL, (text) -> text.replaceFirst("description: .*", "description: Edit " + number));
				write("switchboard.camel.yaml", (text) -> text + "# " + number + "\n");
				json("POST");
			}
		});
		editor.start();
		Set<String> ids = new HashSet<>();
		for (int i = 0; i < 60; i++) {
			ids.add(this.client.accept(Samples.read("sms-received-to-email")).path("id").asText());
		}
		done.set(true);
		editor.join();
		for (String id : ids) {
			assertThat(this.client.delivered(id)).extracting((each) -> each.path("route").asText())
				.containsExactlyInAnyOrder("sms-received-to-email", "sms-received-to-database");
			assertThat(this.client.deliveries(id)).allMatch((each) -> each.path("attempts").asInt() == 1);
		}
		assertThat(this.jdbc.queryForObject("select count(*) from event where status = 'accepted'", Integer.class))
			.isGreaterThanOrEqualTo(60);
	}

	private static String rule(String route, String event) {
		return """
				        - filter:
				            id: %1$s-rule
				            expression: {simple: {expression: "${variable.event_name} == '%2$s'"}}
				            steps:
				              - to: {uri: "durable:%1$s"}
				""".formatted(route, event);
	}

	private void edit(String file, UnaryOperator<String> edit) {
		String before = json("GET").path("revision").asText();
		write(file, edit);
		loaded(before);
	}

	private void now() {
		assertThat(json("POST").path("problems")).isEmpty();
	}

	/** By itself. */
	private void loaded(String before) {
		await().until(() -> {
			JsonNode now = json("GET");
			assertThat(now.path("problems")).isEmpty();
			return !now.path("revision").asText().equals(before);
		});
	}

	private JsonNode json(String method) {
		return Client
			.json(this.client.send(method, "http://localhost:" + this.client.port() + "/api/routes/reload", new byte[0],
					"Authorization", "Bearer " + Client.TOKEN)
				.body())
			.path("data");
	}

	private String revision(String route) {
		return this.client.data("/api/routes/" + route).path("revision").asText();
	}

	private static void write(String file, UnaryOperator<String> edit) {
		try {
			Path path = folder.resolve(file);
			String before = Files.readString(path);
			String after = edit.apply(before);
			assertThat(after).as("the edit changes something").isNotEqualTo(before);
			Files.writeString(path, after);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String mailRevision(String event) {
		return this.client.deliveries(event)
			.stream()
			.filter((each) -> each.path("route").asText().equals("sms-received-to-email"))
			.map((each) -> each.path("revision").asText())
			.findFirst()
			.orElseThrow();
	}

	private String subject(JsonNode event) {
		return subject(event.path("id").asText());
	}

	/** Of the mail that the event became: the latest. */
	private String subject(String event) {
		this.client.delivered(event);
		return this.client.data("/api/mailbox?limit=1").path(0).path("subject").asText();
	}

}
