package io.switchboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An edit that cannot work is reported, and changes nothing. */
@Order(3)
class BrokenEditTests extends ReloadBench {

	/** An edit of a file, and how to see that it took effect. */
	/** One edit for each kind of file. The tests of the checks know all edits. */
	private static final List<String> KINDS = List.of("a syntax error", "a broken kamelet", "a broken template",
			"a wrong column", "a rule without its route", "an empty file");

	record Accident(String name, String file, UnaryOperator<String> edit, String told) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	static List<Accident> accidents() {
		return all().stream().filter((each) -> Size.of(0, 1) == 1 || KINDS.contains(each.name())).toList();
	}

	private static List<Accident> all() {
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

	@Siege
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
		Path away = folder.resolveSibling(folder.getFileName() + "-away");
		Files.move(folder, away);
		try {
			await().until(() -> told("there is no such folder. Set routes.dir to the folder with the routes.", "GET"));
		}
		finally {
			Files.move(away, folder);
		}
		inOrder();
	}

	private boolean told(String problem, String method) {
		JsonNode problems = json(method).path("problems");
		return problems.size() == 1 && problems.path(0).asText().contains(problem);
	}

	private void inOrder() {
		await().until(() -> json("GET").path("problems").isEmpty());
	}

}
