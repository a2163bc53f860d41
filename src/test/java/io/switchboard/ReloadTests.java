package io.switchboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Routes that are edited, added, removed and called while Switchboard runs. */
@Order(3)
class ReloadTests extends ReloadBench {

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

	/** Replaces the folder in one step, as a deployment does. */
	private static void lead(Path target) throws IOException {
		Path prepared = Files.createSymbolicLink(link.resolveSibling(link.getFileName() + "-new"), target);
		Files.move(prepared, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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

	private String mailRevision(String event) {
		return this.client.deliveries(event)
			.stream()
			.filter((each) -> each.path("route").asText().equals("sms-received-to-email"))
			.map((each) -> each.path("revision").asText())
			.findFirst()
			.orElseThrow();
	}

}
