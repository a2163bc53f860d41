package io.switchboard;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Timers, schedules and windows of routes that are edited while Switchboard runs. */
@Order(3)
class ReloadedTimersTests extends ReloadBench {

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
	void a_schedule_that_is_removed_is_over_even_while_its_last_delivery_runs() throws IOException {
		this.slow.gate = new CountDownLatch(1);
		Files.writeString(folder.resolve("clock.camel.yaml"), everySecond("clock", "count"));
		Files.writeString(folder.resolve("nightly.camel.yaml"), everySecond("nightly", "waitAtTheGate"));
		now();
		await().until(() -> this.slow.begun.stream().anyMatch((each) -> each.startsWith("schedule.nightly.")));
		Files.delete(folder.resolve("nightly.camel.yaml"));
		now();
		String removed = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
		await().until(() -> filed("clock", removed).size() >= 3);
		assertThat(filed("nightly", removed)).isEmpty();
	}

	private static String everySecond(String route, String bean) {
		return """
				- route:
				    id: %1$s
				    from:
				      uri: durable:%1$s
				      parameters: {schedule: "* * * * * *"}
				      steps:
				        - process: {id: work-of-%1$s, ref: "#bean:%2$s"}
				""".formatted(route, bean);
	}

	private List<String> filed(String route, String after) {
		return this.jdbc.queryForList("select id from event where id > ? and id like ?", String.class,
				"schedule.%s.%s".formatted(route, after), "schedule." + route + ".%");
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

}
