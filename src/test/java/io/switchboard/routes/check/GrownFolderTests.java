package io.switchboard.routes.check;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

import io.switchboard.routes.check.finding.Rule;
import io.switchboard.routes.check.finding.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** A new file in {@code routes/} needs no edit in Java. */
class GrownFolderTests {

	@TempDir
	Path folder;

	@Test
	void a_new_switch_route_kamelet_and_statement_are_known_by_what_their_files_say() throws IOException {
		FileSystemUtils.copyRecursively(Path.of("routes"), this.folder);
		Path switchboard = this.folder.resolve("switchboard.camel.yaml");
		Files.writeString(switchboard, Files.readString(switchboard).stripTrailing()
				+ """

						        - filter:
						            id: survey-of-dtmf
						            expression: {simple: {expression: "${variable.event_name} == 'call.dtmf' && ${variable.survey_on}"}}
						            steps:
						              - to: {uri: "durable:dtmf-to-survey"}
						""");
		Path map = this.folder.resolve("README.md");
		Files.writeString(map, Files.readString(map)
			.replace("| `dtmf-to-database` |", "| `dtmf-to-database`, if on also `dtmf-to-survey` |"));
		write("dtmf-to-survey.camel.yaml", """
				# Somebody answers the survey by a key: keep the grade.
				- route:
				    id: dtmf-to-survey
				    description: A pressed key becomes a grade
				    from:
				      uri: durable:dtmf-to-survey
				      steps:
				        - setVariable: {name: grade, expression: {simple: {expression: "${body[dtmf_tag]}"}}}
				        - to:
				            id: tell-survey
				            uri: kamelet:survey-sink
				            parameters: {survey: "A"}
				        - to:
				            id: keep-grade
				            uri: kamelet:database-sink
				            parameters: {statement: survey}
				""");
		write("statements/survey.sql", """
				insert into survey (event_key, grade) values (:?event_key, :?grade) on conflict (event_key) do nothing
				""");
		write("kamelets/survey-sink.kamelet.yaml", """
				apiVersion: camel.apache.org/v1
				kind: Kamelet
				metadata:
				  name: survey-sink
				  labels:
				    camel.apache.org/kamelet.type: sink
				  annotations:
				    switchboard/system: "the survey"
				spec:
				  definition:
				    title: Survey
				    description: Tells the survey of a grade.
				    type: object
				    headers:
				      in:
				        survey:
				          title: Survey
				          description: Which survey it is.
				          type: string
				    required: [survey]
				    properties:
				      survey:
				        title: Survey
				        description: Which survey it is.
				        type: string
				  template:
				    from:
				      uri: kamelet:source
				      steps:
				        - removeHeaders: {pattern: "*"}
				        - setHeader: {name: survey, expression: {constant: {expression: "{{survey}}"}}}
				        - marshal: {json: {}}
				        - to: {id: send-grade, uri: "http:localhost/survey"}
				        - removeHeaders: {pattern: "*"}
				""");
		for (boolean on : new boolean[] { true, false }) {
			StandardEnvironment settings = AccidentsBench.settings();
			settings.getPropertySources()
				.addFirst(new MapPropertySource("survey", Map.of("survey.enabled", String.valueOf(on))));
			assertThat(CheckFromSettings.of(settings).check(this.folder))
				.filteredOn((each) -> each.severity() != Severity.NOTE)
				.isEmpty();
		}
	}

	private void write(String file, String text) throws IOException {
		Files.writeString(this.folder.resolve(file), text);
	}

	/** Kamelets, templates and statements of the removed route stay. */
	@ParameterizedTest
	@ValueSource(strings = { "sms-received-to-database", "call-settled-to-hubspot", "follow-ups-to-email" })
	void all_routes_but_one_may_go(String route) throws IOException {
		FileSystemUtils.copyRecursively(Path.of("routes"), this.folder);
		for (File file : Objects.requireNonNull(this.folder.toFile().listFiles())) {
			if (file.getName().endsWith(".camel.yaml") && !file.getName().startsWith("unrouted.")
					&& !file.getName().startsWith(route + ".")) {
				assertThat(file.delete()).isTrue();
			}
		}
		boolean scheduled = route.equals("follow-ups-to-email");
		write("switchboard.camel.yaml", """
				- route:
				    id: switchboard
				    description: Decides
				    from:
				      uri: durable:switchboard
				      steps:
				        - filter:
				            id: one
				            expression: {simple: {expression: "${variable.event_name} == 'sms.received'"}}
				            steps:
				              - to: {uri: "durable:%s"}
				""".formatted(scheduled ? "unrouted" : route));
		assertThat(CheckFromSettings.of(AccidentsBench.settings()).check(this.folder))
			.filteredOn((each) -> each.severity() == Severity.ERROR && each.rule() != Rule.UNUSED_ROUTE)
			.isEmpty();
	}

}
