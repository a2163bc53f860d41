package io.switchboard.simulator;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.switchboard.simulator.scenario.Plan;
import io.switchboard.simulator.scenario.Play;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;

/** Calls and text messages on the simulated platform, from ringing to their records. */
@Order(2)
class SimulatorCallsTests extends SimulatorBench {

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

}
