package io.switchboard.calls;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.Client;
import io.switchboard.SwitchboardTest;
import io.switchboard.Tables;
import io.switchboard.simulator.scenario.PlayedScenarios;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Calls in the API, a moment after their events came in. */
@SwitchboardTest
class CallsApiTests {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final AtomicLong CALLS = new AtomicLong(7_000_000_000L);

	private static final Instant BEGIN = Instant.parse("2026-04-28T08:46:13Z");

	@Autowired
	Client client;

	@Autowired
	ApplicationContext application;

	@BeforeEach
	void begin_with_nothing() throws Exception {
		Tables.forgetAll(this.application);
	}

	@Test
	void a_call_is_found_and_told_alike_in_the_list_and_alone() {
		long answered = post("answered-call");
		post("queue-abandoned");
		String path = "/api/calls?number=%2B44%207700%20900123&outcome=answered&name=john";
		await().until(() -> this.client.data(path).path(0).path("wait_seconds").asInt() == 9);
		JsonNode found = this.client.data(path);
		assertThat(found).hasSize(1);
		assertThat(found.get(0).path("root_call_id").asLong()).isEqualTo(answered);
		assertThat(found.get(0).path("start_time").asText()).isEqualTo(BEGIN.toString());
		assertThat(this.client.data("/api/calls/" + answered).path("call")).isEqualTo(found.get(0));
		assertThat(this.client.api("/api/calls?outcome=lost").statusCode()).isEqualTo(400);
		assertThat(this.client.api("/api/calls?cursor=x").statusCode()).isEqualTo(400);
	}

	@Test
	void pages_are_complete_and_without_repeats() {
		List<Long> posted = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			posted.add(0, post("answered-call"));
		}
		await().until(() -> this.client.data("/api/calls").size() == 7);
		List<Long> read = new ArrayList<>();
		String cursor = "";
		while (cursor != null) {
			JsonNode page = Client.json(this.client.api("/api/calls?limit=2" + cursor).body());
			page.path("data").forEach((each) -> read.add(each.path("root_call_id").asLong()));
			cursor = page.path("next").isNull() ? null : "&cursor=" + page.path("next").asText();
		}
		assertThat(read).isEqualTo(posted);
	}

	@Test
	void calls_that_go_on_are_listed_alone() {
		post("queue-abandoned");
		long call = CALLS.addAndGet(1000);
		this.client
			.post("{\"id\":\"%s\",\"event_name\":\"call.ringing\",\"call_id\":%d}".formatted(Client.newId(), call));
		await().until(() -> this.client.data("/api/calls").size() == 2);
		assertThat(this.client.data("/api/calls?live=true")).extracting((each) -> each.path("root_call_id").asLong())
			.containsExactly(call);
	}

	/** Posts a scenario's events with new ids and a new call, and returns the call. */
	private long post(String scenario) {
		long add = CALLS.addAndGet(1000);
		long root = 0;
		for (Map<String, Object> event : PlayedScenarios.events(scenario, BEGIN)) {
			Map<String, Object> own = new LinkedHashMap<>(event);
			own.computeIfPresent("call_id", (name, id) -> ((Number) id).longValue() + add);
			own.computeIfPresent("root_call_id", (name, id) -> ((Number) id).longValue() + add);
			own.computeIfPresent("id", (name, id) -> id + "" + add);
			root = (Long) own.get("root_call_id");
			try {
				this.client.post(new String(JSON.writeValueAsBytes(own), StandardCharsets.UTF_8));
			}
			catch (JsonProcessingException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return root;
	}

}
