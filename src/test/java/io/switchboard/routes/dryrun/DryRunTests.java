package io.switchboard.routes.dryrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.switchboard.FastFolders;
import io.switchboard.FewRoutes;
import io.switchboard.routes.check.CheckFromSettings;
import io.switchboard.routes.check.finding.UnusableFolderException;
import io.switchboard.routes.dryrun.Report.Example;
import io.switchboard.routes.dryrun.Report.Group;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** The effects of an edit on the events of all samples. */
class DryRunTests {

	private static final Path ROUTES = FastFolders.create("routes");

	private static final String SMS_MAIL = "sms-received-to-email.camel.yaml";

	/** Runs each sample this number of times. */
	private static final int TIMES = 3;

	private static int samples;

	private static ConfigurableEnvironment settings;

	private static String store;

	@TempDir
	static Path data;

	@TempDir
	Path edited;

	@BeforeAll
	static void events() throws Exception {
		FewRoutes.withoutVendors(ROUTES);
		settings = PastEvents.settings(Map.of("crm.url", "https://crm.test/activities", "crm.token", "do-not-tell",
				"missed-call-sms-back.enabled", "true"));
		samples = PastEvents.samples().size();
		store = PastEvents.store(data.resolve("switchboard.db"), TIMES * samples);
	}

	private Report run(int limit) throws Exception {
		return new DryRun(settings, CheckFromSettings.of(settings), () -> DriverManager.getConnection(store), 2).run(
				DryRun.State.of(ROUTES), DryRun.State.of(this.edited), Instant.now().minus(Duration.ofDays(1)), limit,
				(done, all) -> assertThat(done).isLessThanOrEqualTo(all));
	}

	private void edit(String file, UnaryOperator<String> edit) throws IOException {
		if (!Files.exists(this.edited.resolve("kamelets"))) {
			FileSystemUtils.copyRecursively(ROUTES, this.edited);
		}
		String before = Files.readString(this.edited.resolve(file));
		String after = edit.apply(before);
		assertThat(after).as("the edit changes something").isNotEqualTo(before);
		Files.writeString(this.edited.resolve(file), after);
	}

	/** An edit, and all differences after it. */
	record Edit(String name, String file, UnaryOperator<String> edit, String... differs) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	static List<Edit> edits() {
		return List.of(new Edit("nothing", "switchboard.camel.yaml", (text) -> text + "# said of it\n"),
				new Edit("a comment", SMS_MAIL, (text) -> "# hm\n" + text),
				new Edit("a subject", SMS_MAIL, (text) -> text.replace("Text message from", "SMS from"),
						"sms-received-to-email mail differs"),
				new Edit("an address", SMS_MAIL, (text) -> text.replace("{{destinations.sms-email}}", "x@y.test"),
						"sms-received-to-email mail differs"),
				new Edit("a template", "templates/sms-received.txt", (text) -> text + "\nBye\n",
						"sms-received-to-email mail differs"),
				new Edit("the frame of a template", "templates/parts/mail.html",
						(text) -> text.replaceFirst("<body", "<body dir=\"ltr\""),
						"abandoned-call-to-email mail differs", "queue-missed-call-to-email mail differs",
						"sms-received-to-email mail differs", "follow-ups-to-email mail differs"),
				new Edit("a statement", "statements/sms-received.sql",
						(text) -> text.replace(":?text", "upper(:?text)"), "sms-received-to-database row differs"),
				new Edit("a statement of a route in Java", "statements/call-ended.sql",
						(text) -> text.replace(":?src_name", ":?dst_name"), "call-ended-to-database row differs"),
				new Edit("a rule that is no longer true", "switchboard.camel.yaml",
						(text) -> text.replace("              - to: {uri: \"durable:sms-received-to-email\"}\n", "")
								+ """
										        - filter:
										            id: not-any-more
										            expression: {constant: {expression: "false"}}
										            steps:
										              - to: {uri: "durable:sms-received-to-email"}
										""",
						"sms-received-to-email delivery vanishes"),
				new Edit("a wider rule", "switchboard.camel.yaml",
						(text) -> text.replace("== 'queue.wrapup'", "regex '(queue.wrapup|call.hold)'"),
						"queue-wrapup-to-database delivery appears", "unrouted delivery vanishes"),
				new Edit("a header of a request", "kamelets/crm-activity-sink.kamelet.yaml",
						(text) -> text.replace("- setHeader: {name: bearer,",
								"- setHeader: {name: keyHeader, constant: X-Team}\n"
										+ "        - setHeader: {name: key,"),
						"call-ended-to-crm http differs", "call-settled-to-crm http differs"),
				new Edit("another method", "kamelets/crm-activity-sink.kamelet.yaml",
						(text) -> text.replace("\"POST\"", "\"PUT\""), "call-ended-to-crm http differs",
						"call-settled-to-crm http differs"),
				new Edit("a text message", "missed-call-sms-back.camel.yaml",
						(text) -> text.replace("{{missed-call-sms-back.text}}", "Hello"),
						"missed-call-sms-back voipstudio differs"),
				new Edit("another look-up", "kamelets/voipstudio-recording-action.kamelet.yaml",
						(text) -> text.replace("filter.live_id", "filter.call_id"),
						"call-ended-to-crm voipstudio differs", "call-settled-to-crm voipstudio differs",
						"recording-to-archive voipstudio differs"),
				new Edit("one mail more", SMS_MAIL, (text) -> text + """
						        - to:
						            id: email-again
						            uri: kamelet:email-sink
						            parameters: {to: "x@y.test", subject: "again", template: sms-received}
						""", "sms-received-to-email mail appears"),
				new Edit("no mail any more", SMS_MAIL,
						(text) -> text.replaceFirst("(?s)        - to:.*",
								"        - log: {id: say, message: \"hm\"}\n"),
						"sms-received-to-email mail vanishes"),
				new Edit("what fails", SMS_MAIL, (text) -> text.replace("      steps:\n",
						"      steps:\n        - filter: {id: texts, simple: \"${body[text]} != null\", steps: [{throwException: {id: no, exceptionType: io.switchboard.failure.PermanentFailure, message: \"no more\"}}]}\n"),
						"sms-received-to-email failure appears", "sms-received-to-email mail vanishes"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("edits")
	void an_edit_is_told_as_what_would_differ(Edit edit) throws Exception {
		edit(edit.file(), edit.edit());
		Report report = run(1000);
		assertThat(report.events()).isEqualTo(TIMES * samples);
		assertThat(report.groups()).extracting((each) -> each.route() + " " + each.what() + " " + each.change())
			.containsExactlyInAnyOrder(edit.differs());
		assertThat(report.groups()).allMatch((each) -> each.count() > 0 && !each.examples().isEmpty());
		assertThat(report.isSame()).isEqualTo(report.different() == 0);
	}

	@Test
	void a_file_in_java_that_was_run_is_named_for_its_own_code_did_what_it_does() throws Exception {
		inJava(this.edited, "dtmf");
		Report report = run(DryRun.MOST);
		assertThat(report.javaFiles()).containsExactly("KeyToDatabaseRoute.java");
		assertThat(report.groups()).isEmpty();
	}

	@Test
	void an_edit_in_a_file_in_java_differs(@TempDir Path now) throws Exception {
		inJava(now, "dtmf");
		inJava(this.edited, "queue-wrapup");
		Report report = new DryRun(settings, CheckFromSettings.of(settings), () -> DriverManager.getConnection(store),
				2)
			.run(DryRun.State.of(now), DryRun.State.of(this.edited), Instant.now().minus(Duration.ofDays(1)),
					DryRun.MOST, (done, all) -> {
					});
		assertThat(report.groups()).extracting(Group::route, Group::what)
			.containsExactly(tuple("dtmf-to-database", "row"));
	}

	private static void inJava(Path folder, String statement) throws IOException {
		FileSystemUtils.copyRecursively(ROUTES, folder);
		Files.delete(folder.resolve("dtmf-to-database.camel.yaml"));
		Files.writeString(folder.resolve("KeyToDatabaseRoute.java"), """
				import org.apache.camel.builder.RouteBuilder;

				public class KeyToDatabaseRoute extends RouteBuilder {

					@Override
					public void configure() {
						from("durable:dtmf-to-database").routeId("dtmf-to-database")
							.to("kamelet:database-sink?statement=%s");
					}

				}
				""".formatted(statement));
	}

	@Test
	void a_text_that_differs_is_told_line_by_line_and_nothing_else_is() throws Exception {
		edit("templates/sms-received.txt", (text) -> text + "\nBye\n");
		Group group = run(1000).groups().get(0);
		assertThat(group.count()).isEqualTo(TIMES * texts());
		Example example = group.examples().get(0);
		assertThat(example.eventName()).isEqualTo("sms.received");
		assertThat(example.changes()).singleElement().satisfies((change) -> {
			assertThat(change.fact()).isEqualTo("text");
			assertThat(change.diff()).contains("+Bye").noneMatch((line) -> line.startsWith("-"));
		});
	}

	/** The number of samples that are text messages. */
	private static long texts() throws IOException {
		return PastEvents.samples().stream().filter((sample) -> sample.contains("\"sms.received\"")).count();
	}

	@Test
	void an_answer_that_nobody_gave_is_unknown_and_a_secret_is_not_told() throws Exception {
		edit("switchboard.camel.yaml", (text) -> text.replace("durable:call-ended-to-crm", "durable:unrouted"));
		edit("call-ended-to-crm.camel.yaml",
				(text) -> text.replace("      uri: durable:call-ended-to-crm", "      uri: direct:no-more"));
		assertThat(run(1000).groups()).anySatisfy((group) -> {
			assertThat(group.change()).isEqualTo("vanishes");
			assertThat(group.examples().get(0).effects()).extracting(Effect::kind)
				.contains(Effect.Kind.HTTP, Effect.Kind.VOIPSTUDIO);
			assertThat(group.examples().toString()).doesNotContain("do-not-tell");
			assertThat(group.examples().get(0).effects().stream().map((each) -> each.facts().toString()))
				.anyMatch((each) -> each.contains("\"outcome\": \"unknown\""))
				.noneMatch((each) -> each.contains("do-not-tell"));
		});
	}

	@Test
	void the_newest_events_are_tried_first() throws Exception {
		edit(SMS_MAIL, (text) -> text.replace("Text message from", "SMS from"));
		Report report = run(samples);
		assertThat(report.events()).isEqualTo(samples);
		assertThat(report.more()).isTrue();
		assertThat(report.groups().get(0).count()).isEqualTo(texts());
	}

	@Test
	void a_folder_that_cannot_work_is_not_tried() throws Exception {
		edit(SMS_MAIL, (text) -> text.replace("kamelet:email-sink", "kamelet:emial-sink"));
		assertThatThrownBy(() -> run(10)).isInstanceOf(UnusableFolderException.class)
			.hasMessageContaining("emial-sink");
	}

}
