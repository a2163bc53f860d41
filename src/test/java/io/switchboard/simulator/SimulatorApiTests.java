package io.switchboard.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.SwitchboardTest;
import io.switchboard.simulator.account.CallEvents;
import io.switchboard.simulator.account.Flavour;
import io.switchboard.simulator.scenario.Occurrence;
import io.switchboard.simulator.scenario.Plan;
import io.switchboard.simulator.scenario.Play;
import io.switchboard.simulator.scenario.PlayOptions;
import io.switchboard.simulator.scenario.Player;
import io.switchboard.simulator.scenario.Scenarios;
import io.switchboard.simulator.wire.Faults;
import io.switchboard.simulator.wire.Transmission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;

/** The simulated platform from outside, with plans made by hand. */
@SwitchboardTest
@TestPropertySource(properties = { "simulator.api-key=sim-key", "simulator.cdr-lag=0s", "simulator.recording-lag=0s" })
@Order(2)
class SimulatorApiTests {

	private static final AtomicLong IDS = new AtomicLong(4_500_000_000L);

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final String V12 = "/simulator/v1.2/voipstudio";

	private static final String[] KEY = { "X-Auth-Token", "sim-key" };

	private static final String[] OPERATOR = { "Authorization", "Bearer test-token-0123456789abcdef" };

	private final HttpClient http = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@MockitoBean
	Scenarios scenarios;

	@Autowired
	Player player;

	@AfterEach
	void everything_is_well_again() {
		turn("{\"cdr_lag\":\"0s\",\"recording_lag\":\"0s\",\"ring_delay\":\"0s\",\"delay\":\"0s\",\"rate_limit\":null,"
				+ "\"fail_with\":503,\"fail_next\":0,\"retry_after\":null,\"non_json_errors\":false,\"down\":false}");
	}

	@Test
	void the_key_opens_the_api_and_nothing_else_does() {
		for (String path : List.of("/calls", "/cdrs", "/monitors/1.mp3", "/ping", "/no-such-thing", "/", "")) {
			HttpResponse<String> reply = send("GET", V12 + path, null);
			assertThat(reply.statusCode()).as(path).isEqualTo(401);
			assertThat(json(reply)).isEqualTo(json("{\"message\":\"Unauthorized\",\"errors\":[]}"));
		}
		assertThat(send("GET", V12 + "/ping", null, OPERATOR).statusCode()).isEqualTo(401);
		assertThat(send("GET", V12 + "/ping", null, "X-Auth-Token", "wrong").statusCode()).isEqualTo(401);
		assertThat(send("GET", V12 + "/ping", null, "Authorization", basic("10002:wrong")).statusCode()).isEqualTo(401);
		assertThat(send("GET", V12 + "/ping", null, "Authorization", basic("99:sim-key")).statusCode()).isEqualTo(401);
		assertThat(data("/me", KEY).path("id").asInt()).isEqualTo(10001);
		assertThat(data("/me", "Authorization", basic("10002:sim-key")).path("first_name").asText()).isEqualTo("John");
		HttpResponse<String> older = send("GET", "/simulator/v1.1/voipstudio/ping", null, KEY);
		assertThat(older.statusCode()).isEqualTo(200);
		assertThat(json(older).has("links")).isTrue();
		HttpResponse<String> nothing = send("GET", V12 + "/no-such-thing", null, KEY);
		assertThat(nothing.statusCode()).isEqualTo(404);
		assertThat(json(nothing).path("message").asText()).isEqualTo("Not found");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/simulator/api", "/simulator/webhooks", "/simulator/calls", "/simulator/scenarios",
			"/simulator/plays/1", "/simulator/crm/activities", "/simulator/v1.3/voipstudio/calls", "/simulator" })
	void the_controls_want_the_operators_token(String path) {
		assertThat(send("GET", path, null).statusCode()).isEqualTo(401);
		assertThat(send("GET", path, null, KEY).statusCode()).isEqualTo(401);
		assertThat(send("PUT", path, "{}").statusCode()).isEqualTo(401);
		assertThat(send("GET", path, null, "Authorization", "Bearer sim-key").statusCode()).isEqualTo(401);
	}

	@Test
	void standing_records_are_listed_filtered_and_paged() {
		assertThat(list("contacts", "mobile", "=", "+44 7700 900123").path("data").get(0).path("first_name").asText())
			.isEqualTo("Jane");
		assertThat(list("contacts", "tel", "like", "7946").path("total").asInt()).isGreaterThanOrEqualTo(2);
		HttpResponse<String> unknown = send("GET", V12 + "/contacts?filter=" + filter("phone", "eq", "1"), null, KEY);
		assertThat(unknown.statusCode()).isEqualTo(400);
		assertThat(json(unknown).path("message").asText()).isEqualTo("Filtration error");
		JsonNode last = json(send("GET", V12 + "/users?limit=2&page=9&sort=ext&dir=DESC", null, KEY));
		assertThat(last.path("data")).isEmpty();
		assertThat(last.path("total").asInt()).isEqualTo(5);
		assertThat(data("/queues/301", KEY).path("users")).hasSize(3);
		JsonNode changed = json(
				send("PATCH", V12 + "/queues/302?include=users", "{\"users\":[10001,{\"id\":10002}]}", KEY));
		assertThat(changed.path("data").path("users")).extracting((each) -> each.path("id").asInt())
			.containsExactly(10001, 10002);
	}

	@Test
	void a_played_call_is_live_then_a_cdr_and_a_recording_and_the_switchboard_hears_of_it() {
		long call = IDS.incrementAndGet();
		turn("{\"cdr_lag\":\"3s\",\"recording_lag\":\"8s\"}");
		Map<String, Object> ringing = event(call, "call.ringing", "RINGING");
		Map<String, Object> connected = event(call, "call.connected", "CONNECTED");
		Map<String, Object> hangup = event(call, "call.hangup", "HANGUP");
		Plan plan = plan(List.of(ringing, connected, hangup), Duration.ofSeconds(60));
		given(this.scenarios.names()).willReturn(List.of("by-hand"));
		given(this.scenarios.plan(eq("by-hand"), any())).willReturn(plan);
		HttpResponse<String> accepted = send("POST",
				"/simulator/scenarios/by-hand?speed=60&flavour=observed&faults=drop=0&seed=7", null, OPERATOR);
		assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
		JsonNode play = json(accepted).path("data");
		assertThat(play.path("calls").get(0).asLong()).isEqualTo(call);
		assertThat(play.path("events").asInt()).isEqualTo(3);
		assertThat(play.path("length_seconds").asDouble()).isEqualTo(2.0);
		JsonNode live = await()
			.until(() -> send("GET", V12 + "/calls/" + call, null, KEY), (reply) -> reply.statusCode() == 200)
			.body()
			.transform(SimulatorApiTests::json)
			.path("data");
		assertThat(live.path("state").asText()).isIn("RINGING", "CONNECTED");
		assertThat(live.path("start_time").isIntegralNumber()).isTrue();
		assertThat(live.path("src_id").isIntegralNumber()).isTrue();
		await().until(() -> send("GET", V12 + "/calls/" + call, null, KEY).statusCode() == 404);
		assertThat(list("cdrs", "live_id", "=", "" + call).path("data")).as("before the CDR lag").isEmpty();
		JsonNode cdr = await()
			.until(() -> list("cdrs", "live_id", "=", "" + call).path("data"), (all) -> all.size() == 1)
			.get(0);
		assertThat(cdr.path("root_live_id").asLong()).isEqualTo(call);
		assertThat(cdr.path("is_root").asBoolean()).isTrue();
		assertThat(cdr.path("disposition").asText()).isEqualTo("CONNECTED");
		assertThat(cdr.path("type").asText()).isEqualTo("I");
		assertThat(cdr.path("calldate").asText()).isEqualTo("2026-04-28 08:45:05");
		assertThat(cdr.path("duration").asInt()).isEqualTo(68);
		assertThat(cdr.path("billsec").asInt()).isEqualTo(58);
		assertThat(list("monitors", "live_id", "=", "" + call).path("data")).as("before the recording lag").isEmpty();
		JsonNode monitor = await()
			.until(() -> list("monitors", "live_id", "eq", "" + call).path("data"), (all) -> all.size() == 1)
			.get(0);
		HttpResponse<byte[]> audio = bytes(V12 + "/monitors/" + monitor.path("id").asText() + ".mp3");
		assertThat(audio.statusCode()).as("a Range is not heard").isEqualTo(200);
		assertThat(audio.headers().firstValue("Content-Type")).hasValue("audio/mpeg");
		assertThat(audio.body()).hasSize(monitor.path("size").asInt());
		JsonNode ended = await().until(() -> control("/simulator/plays/" + play.path("play").asText()),
				(state) -> state.path("state").asText().equals("ended"));
		assertThat(ended.path("happened").asInt()).isEqualTo(3);
		assertThat(ended.path("answered_2xx").asInt()).isEqualTo(3);
		assertThat(ended.path("failed").asInt()).isZero();
		assertThat(notified(call)).containsExactly("call.ringing", "call.connected", "call.hangup");
		JsonNode first = control("/simulator/calls/" + call + "/notifications").get(0);
		assertThat(first.path("webhook").asText()).isEqualTo("Switchboard");
		assertThat(first.path("reply").asText()).contains("accepted");
		assertThat(json(first.path("body").asText()).path("call_id").asLong()).isEqualTo(call);
		assertThat(control("/api/calls/" + call).path("events")).hasSize(3);
		assertThat(control("/simulator/calls")).extracting((each) -> each.path("root_call_id").asLong()).contains(call);
	}

	@Test
	void a_call_that_is_hung_up_is_gone_and_what_was_in_store_does_not_happen() {
		long call = IDS.incrementAndGet();
		Plan plan = plan(List.of(event(call, "call.ringing", "RINGING"), event(call, "call.connected", "CONNECTED"),
				event(call, "call.hold", "ON_HOLD")), Duration.ofMillis(800));
		Play play = this.player.play(plan, options(1));
		await().until(() -> send("GET", V12 + "/calls/" + call, null, KEY).statusCode() == 200);
		assertThat(send("DELETE", V12 + "/calls/" + call, null, KEY).statusCode()).isEqualTo(204);
		assertThat(send("GET", V12 + "/calls/" + call, null, KEY).statusCode()).isEqualTo(404);
		assertThat(send("DELETE", V12 + "/calls/" + call, null, KEY).statusCode()).isEqualTo(404);
		await().until(() -> play.state().get("state").equals("ended"));
		await().until(() -> answered(call) == 2);
		assertThat(notified(call)).containsExactly("call.ringing", "call.hangup");
		JsonNode cdr = list("cdrs", "live_id", "=", "" + call).path("data").get(0);
		assertThat(cdr.path("disposition").asText()).isEqualTo("NO ANSWER");
		assertThat(cdr.path("type").asText()).isEqualTo("M");
	}

	@Test
	void a_call_is_made_answered_transferred_and_hung_up() {
		turn("{\"ring_delay\":\"300ms\"}");
		long before = System.nanoTime();
		HttpResponse<String> made = send("POST", V12 + "/calls", "{\"to\":\"442079460123\"}", KEY);
		assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
		long call = json(made).path("data").path("id").asLong();
		assertThat(call).isGreaterThan(Integer.MAX_VALUE);
		assertThat(change(call, "{\"state\":\"CONNECTED\"}").path("state").asText()).isEqualTo("CONNECTED");
		JsonNode transferred = change(call, "{\"dst\":\"2002\"}");
		assertThat(transferred.path("dst_name").asText()).isEqualTo("Billing");
		assertThat(transferred.path("context").asText()).isEqualTo("QUEUE");
		assertThat(send("DELETE", V12 + "/calls/" + call, null, KEY).statusCode()).isEqualTo(204);
		await().until(() -> answered(call) == 6);
		assertThat(notified(call)).containsExactly("call.initial", "call.initial", "call.ringing", "call.connected",
				"call.ringing", "call.hangup");
		assertThat(list("cdrs", "live_id", "=", "" + call).path("data").get(0).path("type").asText()).isEqualTo("O");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			POST  | /calls  | {}                              | 400 | to
			POST  | /calls  | {"to":"x"}                      | 400 | to
			POST  | /calls  | {"to":"442079460123","from":"9"}| 400 | from
			POST  | /calls  | {"to":"442079460123","from":"1005"} | 412 |
			POST  | /calls  | [                               | 400 |
			PATCH | /calls/1| {"dst":"2002"}                  | 404 |
			DELETE| /calls/x|                                 | 404 |
			POST  | /sms    | {"to":"447700900123"}           | 400 | message
			PATCH | /queues/301 | {"users":[9]}               | 400 | users
			GET   | /cdrs?page=0 |                            | 400 | page
			GET   | /monitors/1.mp3 |                         | 404 |
			""")
	void a_wrong_request_is_refused_as_the_platform_does(String method, String path, String body, int status,
			String field) {
		HttpResponse<String> reply = send(method, V12 + path, body, KEY);
		assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
		assertThat(json(reply).path("message").asText()).isNotBlank();
		assertThat(json(reply).path("errors").isArray()).isTrue();
		if (field != null) {
			assertThat(json(reply).path("errors").get(0).path("field").asText()).isEqualTo(field);
		}
	}

	@Test
	void a_text_message_is_sent_and_one_that_came_in_is_listed() {
		HttpResponse<String> sent = send("POST", V12 + "/sms", "{\"to\":\"+447700900123\",\"message\":\"Hello\"}", KEY);
		assertThat(sent.statusCode()).isEqualTo(201);
		String id = json(sent).path("data").path("id").asText();
		assertThat(data("/sms/" + id, KEY).path("from").asText()).isEqualTo("441183211001");
		String text = "Hello " + IDS.incrementAndGet();
		Map<String, Object> received = new LinkedHashMap<>();
		received.put("id", "sim." + IDS.incrementAndGet());
		received.put("event_time", "2026-04-28 08:46:13");
		received.put("event_name", "sms.received");
		received.put("customer_id", 1001);
		received.put("user_id", 10002);
		received.put("from_no", "447700900456");
		received.put("to_no", "441183211001");
		received.put("text", text);
		Play play = this.player.play(plan(List.of(received), Duration.ZERO), options(0));
		await().until(() -> play.state().get("answered_2xx").equals(1));
		assertThat(list("sms", "message", "=", text).path("data").get(0).path("from").asText())
			.isEqualTo("447700900456");
	}

	@Test
	void the_api_fails_limits_and_hesitates_on_request() {
		turn("{\"fail_with\":500,\"fail_next\":2,\"non_json_errors\":true}");
		for (int i = 0; i < 2; i++) {
			HttpResponse<String> failed = send("GET", V12 + "/ping", null, KEY);
			assertThat(failed.statusCode()).isEqualTo(500);
			assertThat(failed.body()).startsWith("<html>");
		}
		assertThat(send("GET", V12 + "/ping", null, KEY).statusCode()).isEqualTo(200);
		turn("{\"fail_with\":503,\"fail_next\":1,\"retry_after\":2,\"non_json_errors\":false}");
		HttpResponse<String> later = send("GET", V12 + "/ping", null, KEY);
		assertThat(later.statusCode()).isEqualTo(503);
		assertThat(later.headers().firstValue("Retry-After")).hasValue("2");
		assertThat(json(later).path("errors").isArray()).isTrue();
		turn("{\"rate_limit\":\"2/h\",\"retry_after\":null}");
		assertThat(send("GET", V12 + "/ping", null, KEY).statusCode()).isEqualTo(200);
		assertThat(send("GET", V12 + "/ping", null, KEY).statusCode()).isEqualTo(200);
		HttpResponse<String> limited = send("GET", V12 + "/ping", null, KEY);
		assertThat(limited.statusCode()).isEqualTo(429);
		assertThat(limited.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
		turn("{\"rate_limit\":null,\"delay\":\"300ms\"}");
		long before = System.nanoTime();
		assertThat(send("GET", V12 + "/ping", null, KEY).statusCode()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
		turn("{\"delay\":\"0s\",\"down\":true}");
		assertThat(send("GET", V12 + "/ping", null, KEY).body()).startsWith("<html>");
		turn("{\"down\":false}");
		assertThat(control("/simulator/api").path("down").asBoolean()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"cdr_leg":"5s"}      | there is no knob 'cdr_leg'
			{"cdr_lag":"soon"}    | cdr_lag: soon is no time
			{"cdr_lag":null}      | cdr_lag: null is no time
			{"delay":"5m"}        | delay: 5m is no time from 0s to 20s
			{"rate_limit":"fast"} | rate_limit: fast is no rate
			{"fail_with":200}     | fail_with: 200 is no whole number from 400 to 599
			{"fail_next":"3"}     | fail_next: 3 is no whole number
			{"down":"yes"}        | down: yes is neither true nor false
			[1]                   | the body is no JSON object
			""")
	void a_wrong_knob_is_refused_and_nothing_is_turned(String knobs, String reason) {
		JsonNode before = control("/simulator/api");
		HttpResponse<String> reply = send("PUT", "/simulator/api", knobs, OPERATOR);
		assertThat(reply.statusCode()).isEqualTo(400);
		assertThat(json(reply).path("detail").asText()).contains(reason);
		assertThat(control("/simulator/api")).isEqualTo(before);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			no-such-one             | 404 | there is no scenario no-such-one; there are: by-hand
			by-hand?speed=-1        | 400 | speed=-1 is no number from 0
			by-hand?speed=NaN       | 400 | speed=NaN is no number from 0
			by-hand?flavour=sweet   | 400 | flavour=sweet is neither documented nor observed
			by-hand?faults=fire     | 400 | there is no fault 'fire'
			by-hand?faults=drop=2   | 400 | drop=2 is no number from 0 to 1
			by-hand?seed=x          | 400 | seed=x is no whole number
			by-hand?sped=1          | 400 | there is no option 'sped'
			""")
	void a_scenario_that_cannot_be_played_is_told_why(String scenario, int status, String reason) {
		given(this.scenarios.names()).willReturn(List.of("by-hand"));
		given(this.scenarios.description("by-hand")).willReturn("Made by hand");
		assertThat(control("/simulator/scenarios").get(0).path("description").asText()).isEqualTo("Made by hand");
		HttpResponse<String> reply = send("POST", "/simulator/scenarios/" + scenario, null, OPERATOR);
		assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
		assertThat(json(reply).path("detail").asText()).contains(reason);
	}

	@Test
	void the_crm_keeps_an_activity_once() {
		String key = "event/" + IDS.incrementAndGet();
		String[] crm = { "Authorization", "Bearer sim-key", "Idempotency-Key", key };
		HttpResponse<String> first = send("POST", "/simulator/crm/activities", "{\"note\":\"first\"}", crm);
		assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
		HttpResponse<String> again = send("POST", "/simulator/crm/activities", "{\"note\":\"again\"}", crm);
		assertThat(again.statusCode()).isEqualTo(200);
		assertThat(again.body()).isEqualTo(first.body());
		assertThat(send("POST", "/simulator/crm/activities", "{}", "Authorization", "Bearer sim-key").statusCode())
			.isEqualTo(400);
		assertThat(send("POST", "/simulator/crm/activities", "{}", "Idempotency-Key", key).statusCode()).isEqualTo(401);
		assertThat(send("POST", "/simulator/crm/activities", "{}", "Authorization", OPERATOR[1], "Idempotency-Key", key)
			.statusCode()).isEqualTo(401);
		JsonNode newest = control("/simulator/crm/activities").get(0);
		assertThat(newest.path("idempotency_key").asText()).isEqualTo(key);
		assertThat(newest.path("activity").path("note").asText()).isEqualTo("first");
	}

	@Test
	void a_webhook_is_set_up_changed_and_deleted() {
		assertThat(control("/simulator/webhooks")).extracting((each) -> each.path("name").asText())
			.contains("Switchboard");
		String url = "http://localhost:%d/webhooks/voipstudio/".formatted(this.port);
		String form = "{\"name\":\"Second\",\"url\":\"%s\",\"events\":[\"call-missed\"],\"enabled\":false}";
		HttpResponse<String> refused = send("POST", "/simulator/webhooks", form.formatted(url + "wrong-key"), OPERATOR);
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(json(refused).path("detail").asText()).isEqualTo("url: it answered a GET with 404, not with 2xx");
		HttpResponse<String> added = send("POST", "/simulator/webhooks",
				form.formatted(url + "test-key-0123456789abcdef"), OPERATOR);
		assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
		String path = "/simulator/webhooks/" + json(added).path("data").path("id").asText();
		HttpResponse<String> changed = send("PUT", path,
				form.formatted(url + "test-key-0123456789abcdef").replace("Second", "Third"), OPERATOR);
		assertThat(changed.statusCode()).isEqualTo(200);
		assertThat(control(path).path("name").asText()).isEqualTo("Third");
		assertThat(control(path).path("enabled").asBoolean()).isFalse();
		assertThat(send("DELETE", path, null, OPERATOR).statusCode()).isEqualTo(204);
		assertThat(send("GET", path, null, OPERATOR).statusCode()).isEqualTo(404);
	}

	private static Map<String, Object> event(long call, String name, String state) {
		Map<String, Object> event = new LinkedHashMap<>();
		event.put("id", "sim01.%08x00000.%08d".formatted(IDS.incrementAndGet() & 0xFFFFFFF, 1));
		event.put("event_time", "2026-04-28 08:46:13");
		event.put("event_name", name);
		event.put("call_id", call);
		event.put("state", state);
		event.put("connected_at", name.equals("call.ringing") ? null : "2026-04-28 08:45:15");
		event.put("start_time", "2026-04-28 08:45:05");
		event.put("context", "LOCAL_USER");
		event.put("destination", "in");
		event.put("duration", 0);
		event.put("t_cause", null);
		event.put("src", "447700900123");
		event.put("src_id", "0");
		event.put("src_name", "Jane Roe");
		event.put("src_hash", "fe5935cefbc82fc4e924bdaa21342a49c18c5dd9");
		event.put("dst", "1002");
		event.put("dst_id", "10002");
		event.put("dst_name", "John Smith");
		event.put("root_call_id", call);
		return event;
	}

	/** Each event the given time after the one before. */
	private static Plan plan(List<Map<String, Object>> events, Duration apart) {
		List<Occurrence> occurrences = new ArrayList<>();
		List<Transmission> transmissions = new ArrayList<>();
		Duration after = Duration.ZERO;
		for (Map<String, Object> event : events) {
			occurrences
				.add(new Occurrence(after, event, CallEvents.name(event).equals("call.hangup"), Duration.ZERO, null));
			transmissions.add(new Transmission(after, event, CallEvents.body(event, Flavour.OBSERVED)));
			after = after.plus(apart);
		}
		return new Plan("by-hand", Instant.now(), occurrences, transmissions);
	}

	private static PlayOptions options(double speed) {
		return new PlayOptions(speed, Flavour.OBSERVED, Faults.NONE, 7, Instant.now());
	}

	private List<String> notified(long call) {
		List<String> names = new ArrayList<>();
		control("/simulator/calls/" + call + "/notifications")
			.forEach((each) -> names.add(each.path("event_name").asText()));
		return names;
	}

	private int answered(long call) {
		int answered = 0;
		for (JsonNode each : control("/simulator/calls/" + call + "/notifications")) {
			answered += (each.path("status").asInt() == 200) ? 1 : 0;
		}
		return answered;
	}

	private JsonNode change(long call, String body) {
		HttpResponse<String> reply = send("PATCH", V12 + "/calls/" + call, body, KEY);
		assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
		return json(reply).path("data");
	}

	private void turn(String knobs) {
		HttpResponse<String> reply = send("PUT", "/simulator/api", knobs, OPERATOR);
		assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
	}

	private JsonNode control(String path) {
		HttpResponse<String> reply = send("GET", path, null, OPERATOR);
		assertThat(reply.statusCode()).as(path + " " + reply.body()).isEqualTo(200);
		return json(reply).path("data");
	}

	private JsonNode data(String path, String... headers) {
		HttpResponse<String> reply = send("GET", V12 + path, null, headers);
		assertThat(reply.statusCode()).as(path + " " + reply.body()).isEqualTo(200);
		return json(reply).path("data");
	}

	private JsonNode list(String resource, String property, String operator, String value) {
		return json(send("GET", V12 + "/" + resource + "?filter=" + filter(property, operator, value), null, KEY));
	}

	private static String filter(String property, String operator, String value) {
		return URLEncoder.encode(
				"[{\"property\":\"%s\",\"operator\":\"%s\",\"value\":\"%s\"}]".formatted(property, operator, value),
				StandardCharsets.UTF_8);
	}

	private static String basic(String credentials) {
		return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
	}

	private HttpResponse<byte[]> bytes(String path) {
		try {
			return this.http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
				.headers("X-Auth-Token", "sim-key", "Range", "bytes=0-9")
				.build(), BodyHandlers.ofByteArray());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private HttpResponse<String> send(String method, String path, String body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.timeout(Duration.ofSeconds(30))
			.header("Content-Type", "application/json")
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			return this.http.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static JsonNode json(HttpResponse<String> reply) {
		return json(reply.body());
	}

	private static JsonNode json(String text) {
		try {
			return JSON.readTree(text);
		}
		catch (IOException ex) {
			throw new IllegalStateException(text, ex);
		}
	}

}
