package io.switchboard.routes.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import io.switchboard.FewRoutes;
import io.switchboard.routes.check.finding.Finding;
import io.switchboard.routes.check.finding.Rule;
import org.apache.camel.component.kamelet.FailedToCreateKameletException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * For a kamelet of Apache's catalogue the check names the missing jar and the missing
 * step.
 */
class CatalogueCheckTests {

	private static final FolderCheck CHECK = CheckFromSettings.of(AccidentsBench.settings());

	/** The build unpacks it here. */
	private static final Path CATALOGUE = Path.of("target/catalogue/kamelets").toAbsolutePath();

	@TempDir
	Path folder;

	@BeforeEach
	void copy() throws IOException {
		FewRoutes.copyTo(this.folder,
				Set.of("sms-received-to-email", "sms-received-to-database", "missed-call-sms-back"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					mqtt5-sink              | there is no component paho-mqtt5 | camel-paho-mqtt5
					scp-sink                | there is no component scp | camel-jsch
					telegram-sink           | there is no component telegram | camel-telegram
					postgresql-sink         | there is no class org.apache.commons.dbcp2.BasicDataSource | org.apache.commons:commons-dbcp2:
					jms-apache-artemis-sink | there is no class org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory | org.apache.activemq:artemis-jakarta-client-all:
					avro-serialize-action   | there is no class org.apache.camel.component.jackson.avro.transform.AvroSchemaResolver | camel-jackson-avro
					""")
	void a_jar_that_is_missing_is_named(String kamelet, String what, String jar) throws IOException {
		List<Finding> findings = findings(kamelet, "");
		assertThat(findings).filteredOn((each) -> each.what().equals(what))
			.isNotEmpty()
			.allSatisfy((each) -> assertThat(each.mend()).contains(jar).contains("lib/"));
		assertThat(findings).noneMatch((each) -> each.rule() == Rule.SETTING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http-secured-sink", "mail-sink", "kafka-not-secured-sink", "ftp-sink", "aws-s3-sink" })
	void a_step_that_is_missing_is_named(String kamelet) throws IOException {
		assertThat(findings(kamelet, "")).filteredOn((each) -> each.rule() == Rule.BODY)
			.singleElement()
			.satisfies((each) -> {
				assertThat(each.line()).isEqualTo(6);
				assertThat(each.what()).startsWith("kamelet " + kamelet);
				assertThat(each.mend()).contains("- marshal: {json: {}}");
			});
		assertThat(findings(kamelet, "- marshal: {json: {}}")).noneMatch((each) -> each.rule() == Rule.BODY);
		assertThat(findings(kamelet, "- setBody: {simple: \"${variable.caller}\"}"))
			.noneMatch((each) -> each.rule() == Rule.BODY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "log-sink", "insert-header-action", "json-serialize-action", "delay-action",
			"drop-header-action", "set-body-action" })
	void one_that_needs_nothing_is_taken(String kamelet) throws IOException {
		assertThat(findings(kamelet, "")).isEmpty();
	}

	/** Kamelets whose body the check cannot work out. */
	@Test
	void a_kamelet_that_does_not_start_is_told_with_its_route_and_the_empty_settings() throws IOException {
		Path route = this.folder.resolve("mine.camel.yaml");
		Files.writeString(route, """
				- route:
				    from: {uri: "durable:mine", steps: [
				      {to: {uri: "kamelet:theirs-sink", parameters: {at: "{{my.at-all}}", to: "{{my.to}}"}}}]}
				""");
		MockEnvironment settings = new MockEnvironment().withProperty("routes.dir", this.folder.toString())
			.withProperty("my.at-all", "")
			.withProperty("my.to", "x");
		FailureAnalysis told = new RouteFailureAnalyzer(settings).analyze(new IllegalStateException(
				new FailedToCreateKameletException("theirs-sink", "", new IllegalArgumentException("no address"))));
		assertThat(told).isNotNull();
		assertThat(told.getDescription()).isEqualTo("""
				Kamelet theirs-sink (kamelets/theirs-sink.kamelet.yaml) cannot be used:
				no address
				It is used in %s, line 3. These settings of that file are empty: my.at-all (MY_ATALL)."""
			.formatted(route));
	}

	@Test
	void a_branch_may_change_the_body_and_an_action_of_theirs_too() throws IOException {
		String choice = "- choice: {when: [{simple: \"${variable.open}\", steps: [{marshal: {json: {}}}]}]}";
		assertThat(findings("http-secured-sink", choice)).noneMatch((each) -> each.rule() == Rule.BODY);
		Files.copy(CATALOGUE.resolve("json-serialize-action.kamelet.yaml"),
				this.folder.resolve("kamelets/json-serialize-action.kamelet.yaml"));
		assertThat(findings("http-secured-sink", "- to: {uri: \"kamelet:json-serialize-action\"}"))
			.noneMatch((each) -> each.rule() == Rule.BODY);
		assertThat(findings("http-secured-sink", "- filter: {simple: \"${variable.open}\", steps: [{stop: {}}]}"))
			.anyMatch((each) -> each.rule() == Rule.BODY);
	}

	/** The findings of the kamelet, and of a route that uses it behind a step. */
	private List<Finding> findings(String kamelet, String before) throws IOException {
		Path file = CATALOGUE.resolve(kamelet + ".kamelet.yaml");
		Path copy = this.folder.resolve("kamelets").resolve(file.getFileName());
		Files.deleteIfExists(copy);
		Files.copy(file, copy);
		Path route = this.folder.resolve("try.camel.yaml");
		Files.writeString(route, """
				- route:
				    id: try
				    from:
				      uri: durable:try
				      steps:%s
				        - to: {uri: "kamelet:%s"}
				""".formatted(before.isEmpty() ? "" : "\n        " + before, kamelet));
		List<Path> ours = List.of(copy, route);
		return CHECK.check(this.folder)
			.stream()
			.filter((each) -> ours.contains(Path.of(each.file())))
			.filter((each) -> each.rule() != Rule.KAMELET && each.rule() != Rule.UNUSED_ROUTE)
			.toList();
	}

}
