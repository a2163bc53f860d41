package io.switchboard;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.console.counts.EventCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SwitchboardTest
class ApiTests {

	@Autowired
	Client client;

	@Autowired
	List<RequestMappingHandlerMapping> mappings;

	@Autowired
	EventCounts counts;

	@Test
	void every_path_is_closed_but_those_that_are_meant_to_be_open() {
		Set<String> open = Set.of("/actuator/health", "/actuator/health/**", "/actuator/prometheus", "/v3/api-docs",
				"/v3/api-docs.yaml", "/error", "/login");
		List<String> paths = new ArrayList<>(List.of("/", "/no-such-page", "/actuator", "/actuator/env",
				"/actuator/heapdump", "/apix", "/webhooksx", "/v3/api-docs/../../api/events"));
		this.mappings.forEach((mapping) -> mapping.getHandlerMethods()
			.keySet()
			.forEach((info) -> paths.addAll(info.getPatternValues())));
		assertThat(paths).contains("/api/events", "/api/deliveries", "/api/mailbox", "/calls/{rootCallId}");
		for (String path : paths) {
			if (!open.contains(path)) {
				assertThat(get(path.replaceAll("\\{.*}", "1")).statusCode()).as(path).isIn(401, 400);
			}
		}
	}

	@Test
	void the_token_opens_the_api_and_nothing_else_does() {
		assertThat(get("/api/events").statusCode()).isEqualTo(401);
		assertThat(get("/api/events").headers().allValues("WWW-Authenticate")).isNotEmpty();
		assertThat(get("/api/events", "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
		assertThat(get("/api/events", "Authorization", "Bearer").statusCode()).isEqualTo(401);
		assertThat(get("/api/events", "Authorization", "Basic !").statusCode()).isEqualTo(401);
		assertThat(get("/api/events?token=" + Client.TOKEN).statusCode()).isEqualTo(401);
		assertThat(get("/api/events", "Authorization", "Bearer " + Client.TOKEN).statusCode()).isEqualTo(200);
		String browser = java.util.Base64.getEncoder().encodeToString(("me:" + Client.TOKEN).getBytes());
		HttpResponse<String> link = get("/calls/5", "Authorization", "Basic " + browser);
		assertThat(link.statusCode()).isEqualTo(302);
		assertThat(link.headers().firstValue("Location").orElseThrow()).endsWith("/api/calls/5");
		assertThat(link.headers().firstValue("Set-Cookie")).isEmpty();
	}

	@Test
	void an_event_alone_has_its_body_and_its_deliveries() {
		ObjectNode event = this.client.accept(Samples.read("sms-received-to-database"));
		String id = event.path("id").asText();
		this.client.delivered(id);
		JsonNode data = this.client.data("/api/events/" + id);
		assertThat(data.path("body")).isEqualTo(event);
		List<String> fields = new ArrayList<>();
		data.fieldNames().forEachRemaining(fields::add);
		assertThat(fields).contains("id", "event_name", "context", "context_kind", "call_id", "root_call_id",
				"event_time", "received_at", "status", "deliveries", "body");
		List<String> names = new ArrayList<>();
		data.path("deliveries").get(0).fieldNames().forEachRemaining(names::add);
		assertThat(names).contains("id", "route", "status", "attempts", "last_error", "next_attempt_at");
		assertThat(this.client.data("/api/events?id=" + id).get(0).has("body")).isFalse();
	}

	@Test
	void events_and_deliveries_are_filtered() {
		ObjectNode event = this.client.accept(Samples.read("queue-missed-call-to-email"));
		String id = event.path("id").asText();
		String call = event.path("call_id").asText();
		this.client.delivered(id);
		for (String filter : List.of("call_id=" + call, "root_call_id=" + call,
				"event_name=call.missed&call_id=" + call, "context_kind=queue&call_id=" + call,
				"status=accepted&id=" + id, "from=2026-01-01T00:00:00Z&id=" + id,
				"received_after=2026-01-01T00:00:00Z&id=" + id)) {
			assertThat(this.client.data("/api/events?" + filter)).as(filter)
				.extracting((each) -> each.path("id").asText())
				.containsExactly(id);
		}
		assertThat(this.client.data("/api/events?status=quarantined&id=" + id)).isEmpty();
		assertThat(this.client.data("/api/events?received_before=2026-01-01T00:00:00Z")).isEmpty();
		assertThat(this.client.data("/api/deliveries?event_id=" + id)).hasSize(4);
		assertThat(this.client.data("/api/deliveries?root_call_id=" + call + "&route=queue-missed-call-to-email"))
			.extracting((each) -> each.path("event_id").asText())
			.containsExactly(id);
		assertThat(this.client.data("/api/deliveries?status=dead&event_id=" + id)).isEmpty();
		assertThat(this.client.data("/api/calls/" + call).path("events")).hasSize(1);
	}

	@Test
	void an_event_is_found_by_the_number_at_either_end_however_it_is_spelt() {
		String call = this.client
			.accept(Samples.read("unrouted.ringing").put("src", "447700900987").put("dst", "2001987"))
			.path("id")
			.asText();
		String sms = this.client.accept(
				Samples.read("sms-received-to-email").put("from_no", "+33 1 99 00 98 7").put("to_no", "447700900987"))
			.path("id")
			.asText();
		for (String number : List.of("447700900987", "%2B44%207700%20900987", "0044-7700-900987")) {
			assertThat(this.client.data("/api/events?number=" + number)).as(number)
				.extracting((each) -> each.path("id").asText())
				.containsExactly(sms, call);
		}
		assertThat(this.client.data("/api/events?number=0033199009 87&event_name=sms.received".replace(" ", "%20")))
			.hasSize(1);
		assertThat(this.client.data("/api/events?number=2001987")).hasSize(1);
		assertThat(this.client.data("/api/events?number=2001987&event_name=sms.received")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "07700 900988", "(07700) 900-988", "+44 (0)7700-900 988", "0044 (0) 7700 900988", "7700900988",
					"900988", "0988", "sip:447700900988@10.0.0.5:5060", "tel:07700-900-988;ext=1", "٠٧٧٠٠٩٠٠٩٨٨" })
	void an_event_is_found_by_a_number_without_its_country_and_by_its_end(String number) {
		if (this.client.data("/api/events?number=447700900988").isEmpty()) {
			this.client.accept(Samples.read("unrouted.ringing").put("src", "447700900988").put("dst", "442079460988"));
			this.client
				.accept(Samples.read("sms-received-to-email").put("from_no", "07700900988").put("to_no", "2009"));
		}
		String query = "?number=" + URLEncoder.encode(number, StandardCharsets.UTF_8);
		for (String path : List.of("/api/events", "/api/deliveries")) {
			assertThat(this.client.data(path + query)).as(path).hasSizeGreaterThan(1);
		}
		await().untilAsserted(() -> assertThat(this.client.data("/api/calls" + query)).hasSize(1));
		assertThat(this.client.data("/api/events?number=988")).isEmpty();
	}

	@Test
	void pages_follow_each_other_without_gap_or_repeat() {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			ids.add(0,
					this.client.accept(Samples.read("unrouted.hold").put("event_name", "page.me")).path("id").asText());
		}
		List<String> read = new ArrayList<>();
		String cursor = "";
		while (cursor != null) {
			JsonNode page = Client.json(this.client.api("/api/events?event_name=page.me&limit=3" + cursor).body());
			page.path("data").forEach((each) -> read.add(each.path("id").asText()));
			cursor = page.path("next").isNull() ? null : "&cursor=" + page.path("next").asText();
		}
		assertThat(read).isEqualTo(ids);
	}

	@ParameterizedTest
	@EnumSource
	void what_came_in_is_counted_for_every_step(EventCounts.Range range) {
		assertThat(this.client.data("/api/event-counts?range=" + range.name().toLowerCase(Locale.ROOT)).path("events"))
			.hasSameSizeAs(this.counts.points(range));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/api/events?evnt_name=x       | 400 | there is no filter 'evnt_name'
			/api/events?limit=0           | 400 | limit=0 is not from 1 to 500
			/api/events?limit=many        | 400 | limit=many is not a whole number
			/api/events?call_id=x         | 400 | call_id=x is not a whole number
			/api/events?number=anonymous  | 400 | number has no digits
			/api/events?status=lost       | 400 | status=lost is not one of
			/api/events?received_after=x  | 400 | is not a time such as
			/api/deliveries?status=lost   | 400 | status=lost is not one of
			/api/events/no-such-id        | 404 | there is no event no-such-id
			/api/deliveries/999999        | 404 | there is no delivery 999999
			/api/calls/999999999          | 404 | no event of call 999999999
			""")
	void a_bad_question_is_told_what_is_wrong(String path, int status, String reason) {
		HttpResponse<String> reply = this.client.api(path);
		assertThat(reply.statusCode()).isEqualTo(status);
		assertThat(Client.json(reply.body()).path("detail").asText()).contains(reason);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/actuator/health/readiness", "/actuator/health/liveness" })
	void health_is_open_and_up(String path) {
		HttpResponse<String> reply = get(path);
		assertThat(reply.statusCode()).isEqualTo(200);
		assertThat(Client.json(reply.body()).path("status").asText()).isEqualTo("UP");
	}

	@Test
	void metrics_tell_answers_attempts_and_what_waits() {
		this.client.delivered(this.client.accept(Samples.read("dtmf-to-database")).path("id").asText());
		assertThat(get("/actuator/prometheus").body()).contains(
				"switchboard_webhook_answers_total{status=\"accepted\"}",
				"switchboard_delivery_attempts_seconds_count{outcome=\"delivered\",route=\"dtmf-to-database\"}",
				"switchboard_deliveries{route=\"dtmf-to-database\",status=\"dead\"}", "switchboard_inbox_waiting");
	}

	@Test
	void the_api_describes_itself() {
		JsonNode description = Client.json(get("/v3/api-docs").body());
		assertThat(description.path("info").path("title").asText()).isEqualTo("Switchboard");
		JsonNode paths = description.path("paths");
		assertThat(paths.path("/api/events").path("get").path("parameters"))
			.extracting((each) -> each.path("name").asText())
			.containsExactlyInAnyOrder("id", "event_name", "context_kind", "status", "call_id", "root_call_id",
					"number", "reconciled", "from", "to", "limit", "cursor");
		assertThat(paths.path("/api/deliveries").path("get").path("parameters"))
			.extracting((each) -> each.path("name").asText())
			.containsExactlyInAnyOrder("status", "route", "event_id", "event_name", "root_call_id", "number", "from",
					"to", "error", "limit", "cursor");
		assertThat(paths.path("/api/redeliver").path("post").path("parameters"))
			.extracting((each) -> each.path("name").asText())
			.contains("error", "dry_run")
			.doesNotContain("limit");
		assertThat(paths.has("/api/routes/{id}/pause")).isTrue();
		assertThat(paths.has("/api/events")).isTrue();
		assertThat(paths.has("/api/deliveries/{id}")).isTrue();
	}

	@Test
	void the_picture_says_how_many_events_of_each_case_went_to_a_route() {
		long recorded = arrived("queue-call-ended to recording-to-archive");
		long ended = arrived("ended-call to call-ended-to-database");
		long missed = arrived("missed-queue-call to queue-missed-call-to-email");
		long unrouted = arrived("no-rule to unrouted");
		List.of("recording-to-archive", "call-ended-to-database", "call-ended-to-database",
				"queue-missed-call-to-database", "unrouted.connected")
			.forEach((sample) -> this.client.delivered(this.client.accept(Samples.read(sample)).path("id").asText()));
		assertThat(arrived("queue-call-ended to recording-to-archive")).isEqualTo(recorded + 1);
		assertThat(arrived("ended-call to call-ended-to-database")).isEqualTo(ended + 4);
		assertThat(arrived("missed-queue-call to queue-missed-call-to-email")).isEqualTo(missed + 1);
		assertThat(arrived("no-rule to unrouted")).isEqualTo(unrouted + 1);
		assertThat(arrived("vip-caller to vip-caller-transfer")).isZero();
	}

	private long arrived(String way) {
		Matcher title = Pattern.compile("<title>" + way + "(?:, if [^:]*?)?(?:: ([\\d,]+))?</title>")
			.matcher(this.client.api("/routes").body());
		assertThat(title.find()).as(way).isTrue();
		return (title.group(1) != null) ? Long.parseLong(title.group(1).replace(",", "")) : 0;
	}

	private HttpResponse<String> get(String path, String... headers) {
		return this.client.send("GET", "http://localhost:" + this.client.port() + path, new byte[0], headers);
	}

}
