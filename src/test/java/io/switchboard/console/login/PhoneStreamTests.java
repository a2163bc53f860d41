package io.switchboard.console.login;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.Client;
import io.switchboard.Samples;
import io.switchboard.SwitchboardTest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The stream of the user's own telephone, from outside. */
@SwitchboardTest
class PhoneStreamTests {

	private static final String STREAM = "/api/phone/events";

	private static final String[] RECEPTION = { "Authorization", "Bearer " + Client.PHONE_TOKEN };

	private static final String[] PROGRAM = { "Authorization", "Bearer " + Client.TOKEN };

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
		.withZone(ZoneOffset.UTC);

	@Autowired
	Client client;

	@Autowired
	@Qualifier("phoneStreams")
	SmartLifecycle streams;

	private Visitor stranger;

	@BeforeEach
	void a_stranger() {
		this.stranger = new Visitor(this.client.port());
	}

	@AfterEach
	void others_may_listen_again() {
		this.streams.stop();
		this.streams.start();
	}

	private Visitor visitor(String name) {
		Visitor visitor = new Visitor(this.client.port());
		visitor.logIn(name, "correct horse", "/");
		return visitor;
	}

	private ObjectNode ring(String phone, String src) {
		ObjectNode event = Samples.read("call-ringing-to-webhook");
		event.put("dst", phone)
			.put("src", src)
			.put("src_name", "Jane <b>Doe")
			.put("event_time", TIME.format(Instant.now()));
		return this.client.accept(event);
	}

	private void then(ObjectNode ring, String name) {
		ObjectNode event = ring.deepCopy();
		event.put("id", Client.newId()).put("event_name", name).put("event_time", TIME.format(Instant.now()));
		this.client.post(event.toString());
	}

	/** The next matching event of a stream. */
	private static JsonNode next(BufferedReader lines, String name, java.util.function.Predicate<JsonNode> fits)
			throws IOException {
		boolean named = false;
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			if (line.startsWith("event:")) {
				named = line.equals("event:" + name);
			}
			else if (named && line.startsWith("data:")) {
				JsonNode data = new ObjectMapper().readTree(line.substring(5));
				if (fits.test(data)) {
					return data;
				}
			}
		}
		throw new AssertionError("the stream has ended");
	}

	@Test
	void a_token_hears_its_own_telephone_ring_and_be_answered_and_nobody_elses() throws IOException {
		try (BufferedReader lines = this.stranger.listen(STREAM, RECEPTION)) {
			assertThat(next(lines, "calls", (all) -> true).isArray()).isTrue();
			ObjectNode others = ring("1003", "447700900456");
			ObjectNode mine = ring("1004", "447700900123");
			JsonNode call = next(lines, "call", (each) -> true);
			assertThat(call.path("call_id").asLong()).as("not %s", others).isEqualTo(mine.path("call_id").asLong());
			assertThat(call.path("state").asText()).isEqualTo("ringing");
			assertThat(call.path("number").asText()).isEqualTo("+447700900123");
			assertThat(call.path("shown_number").asText()).isEqualTo("+44 7700 900123");
			JsonNode known = next(lines, "call",
					(each) -> each.path("caller").has("contact") && each.path("caller").path("contact").has("name"));
			assertThat(known.path("caller").path("contact").path("name").asText()).contains("Jane Roe");
			then(mine, "call.connected");
			next(lines, "call", (each) -> each.path("state").asText().equals("answered"));
			then(mine, "call.hangup");
			JsonNode ended = next(lines, "call", (each) -> each.path("state").asText().equals("ended"));
			assertThat(ended.path("outcome").asText()).isEqualTo("answered");
			assertThat(ended.path("phone").asText()).isEqualTo("1004");
		}
	}

	@Test
	void who_connects_while_it_rings_is_told_all_first() throws IOException {
		ObjectNode mine = ring("1002", "");
		JsonNode call;
		try (BufferedReader lines = visitor("vera").listen(STREAM)) {
			call = next(lines, "calls", (all) -> all.size() > 0
					&& all.get(all.size() - 1).path("call_id").asLong() == mine.path("call_id").asLong());
		}
		assertThat(call.get(call.size() - 1).path("number").isNull()).as("withheld").isTrue();
		assertThat(call).allMatch((each) -> each.path("phone").asText().equals("1002"));
		then(mine, "call.missed");
		await().untilAsserted(() -> assertThat(this.client.data("/api/phone?extension=1002"))
			.anyMatch((each) -> each.path("call_id").asLong() == mine.path("call_id").asLong()
					&& each.path("outcome").asText().equals("missed")));
		// VoIPstudio may send a user's whole number as dst
		ring("441183211002", "447700900123");
		assertThat(this.client.data("/api/phone?extension=441183211002")).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "vera,1001,403", "vera,,200", "otto,,404", "paul,1002,403", "paul,,200", "admin,1001,200",
			"vera,x,400" })
	void nobody_sees_the_telephone_of_another(String name, String extension, int status) {
		HttpResponse<String> reply = visitor(name)
			.get("/api/phone" + ((extension != null) ? "?extension=" + extension : ""));
		assertThat(reply.statusCode()).as(reply.body()).isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource({ "/api/phone,200", "/api/phone?extension=1004,200", "/api/phone?extension=1001,403", "/api/calls,403",
			"/api/events,403", "/api/follow-ups,403", "/,403", "/phone,403", "/live,403" })
	void the_token_of_a_telephone_opens_nothing_else(String path, int status) {
		assertThat(this.stranger.get(path, RECEPTION).statusCode()).isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource({ "/phone,200", "/api/phone,200", "/calls,403", "/api/calls,403", "/live,403", "/events.csv,403" })
	void who_has_the_role_phone_sees_the_own_telephone_alone(String path, int status) {
		Visitor paul = new Visitor(this.client.port());
		assertThat(paul.logIn("paul", "correct horse", "/calls")).endsWith("/phone");
		assertThat(paul.get(path).statusCode()).isEqualTo(status);
	}

	@Test
	void without_a_login_or_with_a_wrong_token_there_is_nothing() {
		assertThat(this.stranger.get(STREAM).statusCode()).isEqualTo(401);
		assertThat(this.stranger.get(STREAM, "Authorization", "Bearer " + Client.PHONE_TOKEN + "x").statusCode())
			.isEqualTo(401);
		assertThat(this.stranger.get("/api/phone", PROGRAM).statusCode()).as("whose?").isEqualTo(400);
	}

	@Test
	void a_stream_ends_with_its_login() throws IOException {
		Visitor paul = visitor("paul");
		paul.get("/phone");
		try (BufferedReader lines = paul.listen(STREAM)) {
			next(lines, "calls", (all) -> true);
			assertThat(paul.post("/logout", "").statusCode()).isEqualTo(302);
			ring("1003", "447700900123");
			assertThat(lines.lines()).noneMatch((line) -> line.contains("447700900123"));
		}
	}

	@Test
	void one_token_has_few_streams_and_a_stop_ends_them_all() throws IOException {
		List<BufferedReader> open = new ArrayList<>();
		try {
			for (int i = 0; i < 6; i++) {
				open.add(this.stranger.listen(STREAM, RECEPTION));
			}
			HttpResponse<String> one = this.stranger.get(STREAM, RECEPTION);
			assertThat(one.statusCode()).as(one.body()).isEqualTo(429);
			for (BufferedReader each : open) {
				next(each, "calls", (all) -> true);
			}
			this.streams.stop();
			for (BufferedReader each : open) {
				assertThat(each.lines()).noneMatch((line) -> line.contains("error"));
			}
			assertThat(this.stranger.get(STREAM, RECEPTION).statusCode()).isEqualTo(503);
		}
		finally {
			for (BufferedReader each : open) {
				each.close();
			}
		}
	}

}
