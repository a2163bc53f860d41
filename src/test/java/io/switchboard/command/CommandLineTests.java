package io.switchboard.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import javax.xml.parsers.DocumentBuilderFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.routes.dryrun.PastEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Node;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands, their output and their exit codes. */
class CommandLineTests extends CommandBench {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			chekc                        | there is no command chekc. Did you mean check?
			simulat                      | Did you mean simulate?
			check --jsn                  | there is no option --jsn. Did you mean --json?
			check --routes               | --routes needs a value
			check --routes=no/such       | there is no folder no/such
			check routes                 | give the folder as --routes=routes
			decide                       | decide needs one event
			decide a b                   | decide needs one event
			decide no/such.json          | there is no file no/such.json
			dry-run routes               | give the edited folder as --routes=routes
			dry-run --since=yesterday    | --since=yesterday is not a time such as
			dry-run --since=7            | --since=7 is not a time such as
			dry-run --limit=0            | --limit=0 must be a number from 1
			dry-run --routes=no/such     | there is no folder no/such
			dry-run --data.dir=no/such --server.port=1| there is no store
			test no-such-sample          | there is no sample no-such-sample
			test --routes=no/such        | there is no folder no/such
			help chekc                   | there is no command chekc. Did you mean check?
			""")
	void wrong_usage_is_told_with_the_nearest_and_the_exit_code_2(String line, String told) {
		Answer answer = run(line.split(" "));
		assertThat(answer.code()).isEqualTo(2);
		assertThat(answer.err()).contains(told).contains("For how it is used: help");
		assertThat(answer.out()).isEmpty();
	}

	@Test
	void help_lists_the_commands_explains_each_and_prints_all_settings() {
		assertThat(run("help").out()).contains("check", "decide", "simulate", "help settings", "Exit code");
		assertThat(run("--help").out()).isEqualTo(run("help").out());
		assertThat(run("help", "check").out()).contains("--sarif").isEqualTo(run("check", "--help").out());
		assertThat(run("help", "decide").out()).contains("event id");
		assertThat(run("help", "settings").out()).contains("max-waits: 100", "# how often a route may ask");
	}

	/** Every command, without those that wait for calls or for another machine. */
	@Test
	void what_the_readme_types_works() throws IOException {
		List<String> typed = Files.readAllLines(Path.of("README.md"))
			.stream()
			.filter((line) -> line.matches("java -jar target/switchboard.jar (check|decide|help).*"))
			.map((line) -> line.replaceFirst("java -jar \\S+ ", ""))
			.toList();
		assertThat(typed).hasSizeGreaterThanOrEqualTo(3);
		for (String line : typed) {
			assertThat(run(line.split(" ")).code()).as(line).isZero();
		}
		assertThat(run("decide", "routes/samples/dtmf-to-database.json").out()).contains("goes to: dtmf-to-database\n");
	}

	@Test
	void decide_says_where_an_event_goes_and_the_values_of_each_rule() {
		Answer answer = run("decide", "routes/samples/queue-missed-call-to-email.json",
				"--missed-call-sms-back.enabled=true");
		assertThat(answer.code()).isZero();
		assertThat(answer.out())
			.startsWith(
					"""
							call.missed, queue
							goes to: call-ended-to-crm, call-ended-to-database, missed-call-sms-back, queue-missed-call-to-database, queue-missed-call-to-email

							true   missed-queue-call: ${variable.missed_queue_call}
							         variable.missed_queue_call = true
							""")
			.contains(
					"false  dtmf: ${variable.event_name} == 'call.dtmf'\n         variable.event_name = call.missed\n");
		JsonNode json = run("decide", "routes/samples/unrouted.hold.json", "--json").json();
		assertThat(json.path("routes")).extracting(JsonNode::asText).containsExactly("unrouted");
		assertThat(json.path("rules").get(0).path("applies").asBoolean(true)).isFalse();
		assertThat(json.path("event_name").asText()).isEqualTo("call.hold");
	}

	@Test
	void decide_says_why_nothing_is_decided() throws IOException {
		Path event = Files.writeString(this.folder.resolve("event.json"), "{\"event_name\": \"call.missed\"}");
		Answer none = run("decide", event.toString());
		assertThat(none.code()).isEqualTo(1);
		assertThat(none.out()).contains("It would be in quarantine, and go nowhere: no id.");
		Path broken = Files.createDirectories(this.folder.resolve("broken"));
		Files.writeString(broken.resolve("switchboard.camel.yaml"), "- rout:\n    id: switchboard\n");
		Answer wrong = run("decide", "routes/samples/unrouted.hold.json", "--routes=" + broken);
		assertThat(wrong.code()).isEqualTo(1);
		assertThat(wrong.out())
			.contains("switchboard.camel.yaml:1:3: 'rout' cannot be at the top of a file. Did you mean route?");
	}

	@Test
	void a_dry_run_says_what_an_edit_would_change_and_ends_with_1_if_it_would() throws Exception {
		int samples = PastEvents.samples().size();
		PastEvents.store(this.folder.resolve("switchboard.db"), samples);
		Path edited = this.folder.resolve("edited");
		FileSystemUtils.copyRecursively(Path.of("routes"), edited);
		Answer same = run("dry-run", "--routes=" + edited, "--data.dir=" + this.folder);
		assertThat(same.code()).as(same.err()).isZero();
		assertThat(same.out()).startsWith(samples + " events since ").endsWith("Nothing would be different.\n");
		Path mail = edited.resolve("sms-received-to-email.camel.yaml");
		Files.writeString(mail, Files.readString(mail).replace("Text message from", "SMS from"));
		Answer other = run("dry-run", "--since", "1h", "--routes=" + edited, "--data.dir=" + this.folder);
		assertThat(other.code()).as(other.out()).isEqualTo(1);
		assertThat(other.out()).contains("       7  sms-received-to-email: mail differs\n",
				"  subject\n  - Text message from ", "\n  + SMS from ");
		JsonNode json = run("dry-run", "--routes=" + edited, "--data.dir=" + this.folder, "--limit=14", "--json")
			.json();
		assertThat(json.path("events").asInt()).isEqualTo(14);
		assertThat(json.path("more").asBoolean()).isTrue();
		assertThat(json.path("files")).extracting(JsonNode::asText).containsExactly("sms-received-to-email.camel.yaml");
		Files.writeString(mail, Files.readString(mail).replace("variable.caller", "variable.caler"));
		Answer broken = run("dry-run", "--routes=" + edited, "--data.dir=" + this.folder);
		assertThat(broken.code()).isEqualTo(1);
		assertThat(broken.out()).startsWith(mail + ":13:").contains("there is no variable caler");
	}

	@Test
	void samples_are_tested_and_build_servers_get_xml() throws Exception {
		Path xml = this.folder.resolve("reports/routes.xml");
		Answer answer = run("test", "sms-received-to-email", "dtmf-to-database", "--junit=" + xml);
		assertThat(answer.code()).as(answer.out()).isZero();
		assertThat(answer.out()).isEqualTo("2 samples, 0 wrong.\n");
		Path edited = this.folder.resolve("edited");
		FileSystemUtils.copyRecursively(Path.of("routes"), edited);
		Path mail = edited.resolve("sms-received-to-email.camel.yaml");
		Files.writeString(mail, Files.readString(mail).replace("Text message from", "SMS <from>"));
		Answer wrong = run("test", "--routes=" + edited, "sms-received-to-email", "dtmf-to-database", "--junit=" + xml);
		assertThat(wrong.code()).isEqualTo(1);
		assertThat(wrong.out())
			.startsWith("WRONG  sms-received-to-email\n  mails[0].subject: expected Text message from ")
			.endsWith("\n2 samples, 1 wrong.\n");
		var document = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(xml.toFile());
		assertThat(document.getDocumentElement().getAttribute("failures")).isEqualTo("1");
		assertThat(document.getDocumentElement().getAttribute("timestamp"))
			.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
		List<String> children = new ArrayList<>();
		for (Node each = document.getDocumentElement().getFirstChild(); each != null; each = each.getNextSibling()) {
			children.add(each.getNodeName());
		}
		assertThat(children).containsExactly("properties", "testcase", "testcase", "system-out", "system-err");
		assertThat(document.getElementsByTagName("failure").item(0).getAttributes().getNamedItem("type")).isNotNull();
		assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(2);
		assertThat(document.getElementsByTagName("failure").item(0).getTextContent()).contains("SMS <from>");
	}

	@Test
	void record_makes_a_sample_of_a_kept_event_which_test_then_runs_and_overwrites_nothing() throws Exception {
		String store = PastEvents.store(this.folder.resolve("switchboard.db"), 0);
		Path edited = this.folder.resolve("edited");
		FileSystemUtils.copyRecursively(Path.of("routes"), edited);
		try (Connection connection = DriverManager.getConnection(store);
				PreparedStatement event = connection.prepareStatement(
						"insert into event (seq, id, context_kind, received_at, status, body) values (7, 'an.id', 'queue', '2026-11-26T08:00:00.000Z', 'accepted', ?)");
				Statement rest = connection.createStatement()) {
			event.setBytes(1,
					Files.readString(Path.of("routes/samples/queue-missed-call-to-email.json"))
						.replace("447700900123", "442079460123")
						.getBytes(StandardCharsets.UTF_8));
			event.execute();
			rest.execute(
					"insert into delivery (id, event_seq, route, event_order, status, updated_at) values (1, 7, 'queue-missed-call-to-email', '', 'delivered', '')");
			rest.execute(
					"insert into answer values (1, 1, 'GET cdrs?live_id=4278003532', null, '{\"disposition\": \"BUSY\", \"src\": \"442079460123\"}')");
		}
		String[] words = { "record", "an.id", "--case=busy", "--routes=" + edited, "--data.dir=" + this.folder };
		Answer made = run(words);
		assertThat(made.code()).as(made.out() + made.err()).isZero();
		assertThat(made.out()).isEqualTo(
				"written: samples/queue-missed-call-to-email.busy.json, samples/queue-missed-call-to-email.busy.expect.yaml\n");
		Path expected = edited.resolve("samples/queue-missed-call-to-email.busy.expect.yaml");
		assertThat(expected).content()
			.contains("GET cdrs:", "disposition: BUSY", "subject: Missed call from 447700900")
			.doesNotContain("2079460123");
		Answer tested = run("test", "queue-missed-call-to-email.busy", "--routes=" + edited,
				"--data.dir=" + this.folder);
		assertThat(tested.out()).isEqualTo("1 sample, 0 wrong.\n");
		String before = Files.readString(expected);
		Answer again = run(words);
		assertThat(again.code()).isEqualTo(1);
		assertThat(again.out()).contains("is there already");
		assertThat(expected).hasContent(before);
		assertThat(run("record", "no.id", "--data.dir=" + this.folder).err()).contains("the store has no event no.id");
		assertThat(run("record", "an.id", "--case=A b", "--data.dir=" + this.folder).code()).isEqualTo(2);
		assertThat(run("record", "an.id", "--route=../../x", "--data.dir=" + this.folder).err())
			.contains("--route=../../x is not the name of a route");
		assertThat(run("record", "an.id", "--route=queue-misd-call-to-email", "--routes=" + edited,
				"--data.dir=" + this.folder)
			.out()).startsWith("queue-misd-call-to-email: it does not go to queue-misd-call-to-email, but to [")
			.contains("Did you mean queue-missed-call-to-email?");
	}

	@Test
	void decide_reads_a_kept_event_from_the_store_which_may_be_in_use() throws Exception {
		Path file = this.folder.resolve("switchboard.db");
		try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + file)) {
			try (var statement = store.createStatement()) {
				statement.execute("pragma journal_mode=wal");
			}
			try (var statement = store.createStatement()) {
				statement.execute("create table event (seq integer primary key, id text, body blob)");
			}
			try (var insert = store.prepareStatement("insert into event (id, body) values ('an.id', ?)")) {
				insert.setBytes(1, Files.readAllBytes(Path.of("routes/samples/dtmf-to-database.json")));
				insert.execute();
			}
			Answer answer = run("decide", "an.id", "--data.dir=" + this.folder);
			assertThat(answer.err()).isEmpty();
			assertThat(answer.out()).contains("goes to: dtmf-to-database");
		}
		assertThat(run("decide", "an.id", "--data.dir=" + this.folder).code()).isZero();
		assertThat(run("decide", "no.id", "--data.dir=" + this.folder).err()).contains("the store has no event no.id");
		assertThat(run("decide", "no.id", "--data.dir=" + this.folder.resolve("none")).err()).contains("no store");
	}

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "routes/README.md", "docs/production.md", "docs/upgrade.md",
			"docs/changing-routes.md" })
	void a_command_in_a_page_is_used_as_it_can_be(String page) throws IOException {
		List<String> commands = Pattern.compile("java -jar [\\w/-]*switchboard[\\w-]*\\.jar ([a-z][^`\\n]*)")
			.matcher(Files.readString(Path.of(page)))
			.results()
			.map((each) -> each.group(1))
			.filter((each) -> !each.startsWith("help") && !each.startsWith("simulate"))
			.toList();
		assertThat(commands).isNotEmpty();
		for (String line : commands) {
			List<String> words = List.of(line.split(" "));
			Answer usage = run("help", words.get(0));
			assertThat(usage.code()).as(line).isZero();
			words.stream()
				.filter((word) -> word.startsWith("--") && !word.contains("."))
				.forEach((word) -> assertThat(usage.out()).as(line).contains(word.replaceFirst("=.*", "")));
		}
	}

	@Test
	void editors_get_a_schema_of_the_settings() throws Exception {
		JsonNode schema = new ObjectMapper().readTree(run("help", "schema").out());
		assertThat(schema.at("/properties/delivery/properties/max-attempts/description").asText())
			.contains("dead letter");
		assertThat(schema.at("/properties/server/properties/port/description").asText()).isNotEmpty();
	}

}
