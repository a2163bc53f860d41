package io.switchboard.routes.dryrun;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.FewRoutes;
import io.switchboard.inbox.Event;
import io.switchboard.routes.RoutesText;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.env.ConfigurableEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** The preview of one event in an edited route. */
class PreviewTests {

	private static final String ROUTE = "sms-received-to-email";

	private static ConfigurableEnvironment settings;

	@TempDir
	Path folder;

	@BeforeAll
	static void read() {
		settings = PastEvents.settings(Map.of());
	}

	private Preview preview(String file, String from, String to) throws Exception {
		FewRoutes.copyTo(this.folder, Set.of("sms-received-to-email"));
		String before = Files.readString(this.folder.resolve(file));
		assertThat(before).contains(from);
		Files.writeString(this.folder.resolve(file), before.replace(from, to));
		Event event = SampleRun.event(Path.of("routes/samples/sms-received-to-email.json"));
		try (Trial trial = Trial.watched(this.folder, List.of("switchboard.camel.yaml", ROUTE + ".camel.yaml"),
				settings)) {
			Preview preview = Watch.of(trial, ROUTE, RoutesText.read(this.folder).revision(), event, GivenAnswers.NONE);
			assertThat(preview).isNotNull();
			return preview;
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					templates/sms-received.txt       | ${known(variables.caller)} | ${no_such_thing}          | templates/sms-received.txt | no_such_thing
					templates/sms-received.txt       | ${known(variables.caller)} | ${known(variables.caller   | templates/sms-received.txt | Encountered
					templates/parts/mail.html        | <body                      | ${no_such_thing}<body     | templates/parts/mail.html  | no_such_thing
					sms-received-to-email.camel.yaml | ${variable.caller}         | ${variable.caller.nope()} | sms-received-to-email.camel.yaml | nope
					""")
	void where_it_fails_is_told_by_file_and_line(String file, String from, String to, String where, String what)
			throws Exception {
		Preview preview = preview(file, from, to);
		assertThat(preview.problem()).isNotNull();
		assertThat(preview.problem().file()).isEqualTo(where);
		assertThat(preview.problem().line()).isPositive();
		assertThat(preview.problem().message()).contains(what);
		assertThat(preview.problem().step()).isEqualTo("email-copy");
		assertThat(preview.effects()).isEmpty();
		assertThat(preview.steps()).anySatisfy((step) -> assertThat(step.failed()).isTrue());
	}

	@Test
	void which_steps_ran_is_told_with_what_they_set_and_do() throws Exception {
		Preview preview = preview(ROUTE + ".camel.yaml", "      steps:\n", """
				      steps:
				        - setVariable: {id: note, name: noted, simple: {expression: "${body[text]}!"}}
				        - filter:
				            id: never
				            simple: {expression: "${body[text]} == 'never'"}
				            steps:
				              - log: {id: inside, message: "hm"}
				""");
		assertThat(preview.problem()).isNull();
		assertThat(preview.deliveries()).contains(ROUTE);
		assertThat(preview.variables()).isEqualTo(Map.of("noted", "Please call me back!"));
		assertThat(preview.facts()).containsEntry("event_name", "sms.received").doesNotContainKey("noted");
		assertThat(preview.steps()).extracting((step) -> step.id() + " " + step.ran() + " " + step.depth())
			.containsExactly("note 1 0", "never 1 0", "inside 0 1", "email-copy 1 0");
		assertThat(preview.steps()).allMatch((step) -> step.line() > 0);
		assertThat(preview.effects()).singleElement()
			.satisfies((mail) -> assertThat(mail.facts()).containsKeys("to", "subject", "text", "html"));
	}

}
