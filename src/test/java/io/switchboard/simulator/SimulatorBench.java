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
import io.switchboard.simulator.account.EventBodies;
import io.switchboard.simulator.account.Flavour;
import io.switchboard.simulator.scenario.Occurrence;
import io.switchboard.simulator.scenario.Plan;
import io.switchboard.simulator.scenario.PlayOptions;
import io.switchboard.simulator.scenario.Player;
import io.switchboard.simulator.scenario.Scenarios;
import io.switchboard.simulator.wire.Faults;
import io.switchboard.simulator.wire.Transmission;
import org.apache.camel.test.spring.junit5.CamelSpringBootExecutionListener;
import org.apache.camel.test.spring.junit5.CamelSpringTestContextLoaderTestExecutionListener;
import org.junit.jupiter.api.AfterEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/** The simulated platform from outside, with plans made by hand. */
@SwitchboardTest
// this application context contains a mock
@TestExecutionListeners(mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS,
		listeners = { CamelSpringTestContextLoaderTestExecutionListener.class, CamelSpringBootExecutionListener.class })
@TestPropertySource(properties = { "simulator.api-key=sim-key", "simulator.cdr-lag=0s", "simulator.recording-lag=0s" })
abstract class SimulatorBench {

	static final AtomicLong IDS = new AtomicLong(4_500_000_000L);

	static final ObjectMapper JSON = new ObjectMapper();

	static final String V12 = "/simulator/v1.2/voipstudio";

	static final String[] KEY = { "X-Auth-Token", "sim-key" };

	static final String[] OPERATOR = { "Authorization", "Bearer test-token-0123456789abcdef" };

	final HttpClient http = HttpClient.newHttpClient();

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

	static Map<String, Object> event(long call, String name, String state) {
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
	static Plan plan(List<Map<String, Object>> events, Duration apart) {
		List<Occurrence> occurrences = new ArrayList<>();
		List<Transmission> transmissions = new ArrayList<>();
		Duration after = Duration.ZERO;
		for (Map<String, Object> event : events) {
			occurrences
				.add(new Occurrence(after, event, EventBodies.name(event).equals("call.hangup"), Duration.ZERO, null));
			transmissions.add(new Transmission(after, event, EventBodies.body(event, Flavour.OBSERVED)));
			after = after.plus(apart);
		}
		return new Plan("by-hand", Instant.now(), occurrences, transmissions);
	}

	static PlayOptions options(double speed) {
		return new PlayOptions(speed, Flavour.OBSERVED, Faults.NONE, 7, Instant.now());
	}

	List<String> notified(long call) {
		List<String> names = new ArrayList<>();
		control("/simulator/calls/" + call + "/notifications")
			.forEach((each) -> names.add(each.path("event_name").asText()));
		return names;
	}

	int answered(long call) {
		int answered = 0;
		for (JsonNode each : control("/simulator/calls/" + call + "/notifications")) {
			answered += (each.path("status").asInt() == 200) ? 1 : 0;
		}
		return answered;
	}

	JsonNode change(long call, String body) {
		HttpResponse<String> reply = send("PATCH", V12 + "/calls/" + call, body, KEY);
		assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
		return json(reply).path("data");
	}

	void turn(String knobs) {
		HttpResponse<String> reply = send("PUT", "/simulator/api", knobs, OPERATOR);
		assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
	}

	JsonNode control(String path) {
		HttpResponse<String> reply = send("GET", path, null, OPERATOR);
		assertThat(reply.statusCode()).as(path + " " + reply.body()).isEqualTo(200);
		return json(reply).path("data");
	}

	JsonNode data(String path, String... headers) {
		HttpResponse<String> reply = send("GET", V12 + path, null, headers);
		assertThat(reply.statusCode()).as(path + " " + reply.body()).isEqualTo(200);
		return json(reply).path("data");
	}

	JsonNode list(String resource, String property, String operator, String value) {
		return json(send("GET", V12 + "/" + resource + "?filter=" + filter(property, operator, value), null, KEY));
	}

	static String filter(String property, String operator, String value) {
		return URLEncoder.encode(
				"[{\"property\":\"%s\",\"operator\":\"%s\",\"value\":\"%s\"}]".formatted(property, operator, value),
				StandardCharsets.UTF_8);
	}

	static String basic(String credentials) {
		return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
	}

	HttpResponse<byte[]> bytes(String path) {
		try {
			return this.http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
				.headers("X-Auth-Token", "sim-key", "Range", "bytes=0-9")
				.build(), BodyHandlers.ofByteArray());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	HttpResponse<String> send(String method, String path, String body, String... headers) {
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

	static JsonNode json(HttpResponse<String> reply) {
		return json(reply.body());
	}

	static JsonNode json(String text) {
		try {
			return JSON.readTree(text);
		}
		catch (IOException ex) {
			throw new IllegalStateException(text, ex);
		}
	}

}
