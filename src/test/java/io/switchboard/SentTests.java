package io.switchboard;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Copies of what was sent, and what an operator changes and sends again. */
@SwitchboardTest
class SentTests {

	private static final String ROUTE = "call-ended-to-database";

	@Autowired
	Client client;

	@Test
	void a_mail_a_row_and_a_request_are_kept_as_they_left_without_an_attempt_of_their_own() throws Exception {
		ObjectNode event = Samples.read("queue-missed-call-to-email");
		String id = this.client.accept(event).path("id").asText();
		List<JsonNode> deliveries = this.client.delivered(id);
		JsonNode mail = only(deliveries, "queue-missed-call-to-email", "mail");
		assertThat(mail.at("/facts/to").asText()).isEqualTo("support@localhost");
		assertThat(mail.at("/facts/subject").asText()).startsWith("Missed call from");
		assertThat(mail.at("/facts/html").asText()).contains("<html", "Support");
		assertThat(mail.at("/facts/text").asText()).contains("Support");
		assertThat(mail.at("/facts/message_id").asText()).startsWith("<");
		assertThat(mail.path("attempt").asInt()).isEqualTo(1);
		JsonNode row = only(deliveries, "queue-missed-call-to-database", "row");
		assertThat(row.at("/facts/statement").asText()).contains("insert into queue_missed_call");
		assertThat(row.at("/facts/values/event_key").asText()).isEqualTo(id + "/queue-missed-call-to-database");
		assertThat(row.at("/facts/rows").asInt()).isEqualTo(1);
		String ended = this.client.accept(Samples.read("call-ended-to-crm")).path("id").asText();
		List<JsonNode> requests = sent(one(this.client.delivered(ended), "call-ended-to-crm"), "http");
		JsonNode post = requests.get(requests.size() - 1);
		assertThat(post.at("/facts/request").asText()).startsWith("POST http").endsWith("/simulator/crm/activities");
		assertThat(post.at("/facts/headers/Authorization").asText()).isEqualTo("***");
		assertThat(post.at("/facts/body").asText()).contains("Call: 447700900123");
		assertThat(post.at("/facts/status").asInt()).isBetween(200, 299);
		assertThat(requests.toString()).doesNotContain("demo-api-key");
	}

	@Test
	void what_an_operator_changes_goes_out_in_the_place_of_what_failed_and_exactly_once() {
		String id = Client.newId();
		this.client.post("{\"id\":\"%s\",\"event_name\":\"call.missed\",\"context\":\"QUEUE\"}".formatted(id));
		JsonNode dead = dead(id);
		String path = "deliveries/" + dead.path("id").asText();
		String body = "{\"body\":{\"id\":\"other\",\"event_name\":\"call.missed\",\"context\":\"QUEUE\",\"call_id\":%d,\"n\":1e400}}"
			.formatted(4_290_000_000L);
		JsonNode filed = this.client.act(path + "/edit?reason=no+call", body);
		long replacement = filed.path("id").asLong();
		assertThat(filed.path("event_id").asText()).isEqualTo("edited." + dead.path("id").asText());
		assertThat(filed.path("route").asText()).isEqualTo(ROUTE);
		await().until(() -> this.client.data("/api/deliveries/" + replacement).path("status").asText(),
				"delivered"::equals);
		JsonNode row = sent(filed, "row").get(0);
		assertThat(row.at("/facts/values/event_key").asText())
			.isEqualTo("edited." + dead.path("id").asText() + "/" + ROUTE);
		JsonNode original = this.client.data("/api/" + path);
		assertThat(original.path("status").asText()).isEqualTo("discarded");
		assertThat(original.path("replaced_by").asLong()).isEqualTo(replacement);
		assertThat(original.path("last_error").asText()).isEqualTo(dead.path("last_error").asText());
		assertThat(this.client.data("/api/events/" + id).at("/body/call_id").isMissingNode()).isTrue();
		for (String again : List.of("/redeliver", "/edit", "/discard")) {
			assertThat(status(path + again, body)).as(again).isEqualTo(409);
		}
		assertThat(this.client.act("redeliver?status=discarded&event_id=" + id, "").path("redelivered").asInt())
			.isZero();
		JsonNode entry = this.client.data("/api/audit?limit=1&action=delivery.edit").path(0);
		assertThat(entry.path("reason").asText()).isEqualTo("no call");
		assertThat(entry.path("details").asText()).isEqualTo("as delivery " + replacement);
	}

	@Test
	void an_edited_event_is_seen_by_nothing_but_its_delivery() {
		String id = Client.newId();
		this.client.post("{\"id\":\"%s\",\"event_name\":\"call.missed\",\"context\":\"QUEUE\"}".formatted(id));
		JsonNode filed = this.client.act("deliveries/" + dead(id).path("id").asText() + "/edit",
				"{\"body\":{\"event_name\":\"call.missed\",\"context\":\"QUEUE\",\"call_id\":4290000001}}");
		JsonNode event = this.client.data("/api/events/" + filed.path("event_id").asText());
		assertThat(event.path("status").asText()).isEqualTo("duplicate");
		assertThat(event.path("deliveries")).hasSize(1);
		assertThat(event.path("reason").asText())
			.isEqualTo("edited by api, in place of event %s on its way to %s".formatted(id, ROUTE));
	}

	@Test
	void two_operators_who_edit_at_once_send_one() throws Exception {
		String id = Client.newId();
		this.client.post("{\"id\":\"%s\",\"event_name\":\"call.missed\",\"context\":\"QUEUE\"}".formatted(id));
		String path = "deliveries/" + dead(id).path("id").asText();
		List<Integer> answers = new ArrayList<>();
		List<Thread> operators = new ArrayList<>();
		for (String action : List.of("/edit", "/edit", "/redeliver", "/edit")) {
			Thread operator = new Thread(() -> {
				int status = status(path + action, "{\"body\":{\"event_name\":\"x\",\"call_id\":4290000002}}");
				synchronized (answers) {
					answers.add(action.equals("/edit") && status == 200 ? 1 : 0);
				}
			});
			operators.add(operator);
			operator.start();
		}
		for (Thread operator : operators) {
			operator.join();
		}
		assertThat(answers.stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(1);
		JsonNode original = this.client.data("/api/" + path);
		assertThat(original.path("replaced_by").isNull()).isEqualTo(answers.stream().allMatch((each) -> each == 0));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                      | body is missing
			{"body":null}           | body is missing
			{"body":[1]}            | Failed to read request
			""")
	void what_is_no_event_is_refused(String body, String message) {
		String id = Client.newId();
		this.client.post("{\"id\":\"%s\",\"event_name\":\"call.missed\",\"context\":\"QUEUE\"}".formatted(id));
		String path = "deliveries/" + dead(id).path("id").asText();
		var answer = this.client.send("POST", "http://localhost:" + this.client.port() + "/api/" + path + "/edit",
				body.getBytes(StandardCharsets.UTF_8), "Authorization", "Bearer " + Client.TOKEN, "Content-Type",
				"application/json");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains(message);
		assertThat(this.client.data("/api/" + path).path("status").asText()).isEqualTo("dead");
	}

	private int status(String path, String body) {
		return this.client
			.send("POST", "http://localhost:" + this.client.port() + "/api/" + path,
					body.getBytes(StandardCharsets.UTF_8), "Authorization", "Bearer " + Client.TOKEN, "Content-Type",
					"application/json")
			.statusCode();
	}

	private JsonNode dead(String id) {
		await().until(() -> this.client.data("/api/deliveries?status=dead&route=%s&event_id=%s".formatted(ROUTE, id))
			.size() > 0);
		return this.client.data("/api/deliveries?status=dead&route=%s&event_id=%s".formatted(ROUTE, id)).get(0);
	}

	private JsonNode only(List<JsonNode> deliveries, String route, String kind) {
		List<JsonNode> sent = sent(one(deliveries, route), kind);
		assertThat(sent).hasSize(1);
		return sent.get(0);
	}

	private static JsonNode one(List<JsonNode> deliveries, String route) {
		return deliveries.stream()
			.filter((each) -> each.path("route").asText().equals(route))
			.findFirst()
			.orElseThrow();
	}

	private List<JsonNode> sent(JsonNode delivery, String kind) {
		List<JsonNode> found = new ArrayList<>();
		this.client.data("/api/deliveries/%s/sent".formatted(delivery.path("id").asText())).forEach((each) -> {
			if (each.path("kind").asText().equals(kind)) {
				found.add(each);
			}
		});
		return found;
	}

}
