package io.switchboard.routes.dryrun;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.switchboard.Client;
import io.switchboard.Samples;
import io.switchboard.SwitchboardTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A dry run inside a running Switchboard. */
@SwitchboardTest
class DryRunsTests {

	@Autowired
	ApplicationContext application;

	@Autowired
	Client client;

	@Autowired
	DryRuns dryRuns;

	@Autowired
	JdbcTemplate jdbc;

	private Map<String, Object> everything() {
		Map<String, Object> rows = new TreeMap<>();
		for (String table : this.jdbc.queryForList(
				"select name from sqlite_master where type = 'table' and name not like 'sqlite%'", String.class)) {
			rows.put(table, this.jdbc.queryForList("select count(*) from " + table, Long.class));
		}
		List.of("node", "event_count", "event_count_position", "event_number_position", "call", "call_leg",
				"call_projection", "shard")
			.forEach(rows::remove);
		rows.put("mails", this.client.data("/api/mailbox?limit=500").size());
		return rows;
	}

	@Test
	void what_runs_is_compared_with_an_edit_and_no_table_and_no_mailbox_changes() throws Exception {
		for (String sample : List.of("sms-received-to-email", "queue-missed-call-to-email", "dtmf-to-database")) {
			this.client.delivered(this.client.accept(Samples.read(sample)).path("id").asText());
		}
		// uses of keys are written some seconds later
		ReflectionTestUtils.invokeMethod(this.application.getBean("keyUses"), "write");
		Map<String, Object> before = everything();
		Report report = this.dryRuns.run(EditedFolder.with("kamelets/email-sink.kamelet.yaml",
				"expression: \"{{subject}}\"", "expression: \"Mail: {{subject}}\""),
				Instant.now().minus(Duration.ofHours(1)), 1000);
		assertThat(report.groups()).extracting((each) -> each.route() + " " + each.what() + " " + each.change())
			.contains("sms-received-to-email mail differs", "queue-missed-call-to-email mail differs")
			.noneMatch((each) -> each.contains("database"));
		assertThat(everything()).isEqualTo(before);
	}

	@Test
	void a_broken_edit_says_where_by_the_names_that_people_know() {
		assertThatThrownBy(() -> this.dryRuns.run(
				EditedFolder.with("sms-received-to-email.camel.yaml", "kamelet:email-sink", "kamelet:emial-sink"),
				Instant.now(), 10))
			.isInstanceOf(DryRuns.UnusableException.class)
			.hasMessageContaining("routes/sms-received-to-email.camel.yaml:")
			.hasMessageNotContaining("/tmp/");
	}

	@Test
	void the_api_answers_for_the_folder_as_it_is() {
		JsonNode answer = Client.json(ask("{\"since\": \"1h\", \"limit\": 5}").body()).path("data");
		assertThat(answer.path("files")).isEmpty();
		assertThat(answer.path("groups")).isEmpty();
		assertThat(answer.path("events").asInt()).isBetween(0, 5);
		assertThat(ask("").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"since": "yesterday"} | yesterday is not a time such as
			{"limit": 0}           | limit: 0 must be a number
			{"limit": 100001}      | limit: 100001 must be a number
			""")
	void wrong_wishes_are_refused(String body, String told) {
		HttpResponse<String> reply = ask(body);
		assertThat(reply.statusCode()).isEqualTo(400);
		assertThat(reply.body()).contains(told);
	}

	private HttpResponse<String> ask(String body) {
		return this.client.send("POST", "http://localhost:" + this.client.port() + "/api/dry-run",
				body.getBytes(StandardCharsets.UTF_8), "Authorization", "Bearer " + Client.TOKEN, "Content-Type",
				"application/json");
	}

}
