package io.switchboard.webhook;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.Client;
import io.switchboard.SwitchboardTest;
import io.switchboard.inbox.EventFeed;
import io.switchboard.platformhttp.Drain;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/** A request of another system to a hook, and its event. */
@SwitchboardTest
class HooksTests {

	private static final String KEY = Client.HOOK_KEY;

	private static final String NEXT_KEY = Client.OTHER_HOOK_KEY;

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@Autowired
	CamelContext camel;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Drain drain;

	@Autowired
	EventFeed events;

	@Autowired
	MeterRegistry meters;

	private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.logged.start();
		((Logger) LoggerFactory.getLogger("ROOT")).addAppender(this.logged);
	}

	@AfterEach
	void nothing_of_a_key_was_logged() {
		((Logger) LoggerFactory.getLogger("ROOT")).detachAppender(this.logged);
		assertThat(List.copyOf(this.logged.list)).noneMatch((each) -> each.getFormattedMessage().contains("-4711"));
	}

	private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
		return send(method, path, BodyPublishers.ofString(body), headers);
	}

	private HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers)
			throws Exception {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://localhost:%d/hooks%s".formatted(this.port, path)))
			.method(method, body);
		if (headers.length > 0) {
			request.headers(headers);
		}
		return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private String status(HttpResponse<String> answer) throws Exception {
		return answer.statusCode() + " " + new ObjectMapper().readTree(answer.body()).path("status").asText();
	}

	private JsonNode stored(String id) throws Exception {
		return new ObjectMapper()
			.readTree(this.jdbc.queryForObject("select body from event where id = ?", byte[].class, id));
	}

	@Test
	void hooks_are_counted_apart_from_the_webhook() throws Exception {
		double webhook = count("switchboard.webhook.answers");
		double crm = count("switchboard.hook.answers", "hook", "crm", "status", "accepted");
		double unknown = count("switchboard.hook.answers", "hook", "unknown");
		send("POST", "/crm/" + KEY, "{}");
		send("POST", "/crm/" + NEXT_KEY, "{}");
		send("POST", "/nobody/" + KEY, "{}");
		assertThat(count("switchboard.hook.answers", "hook", "crm", "status", "accepted")).isEqualTo(crm + 2);
		assertThat(count("switchboard.hook.answers", "hook", "unknown")).isEqualTo(unknown + 1);
		assertThat(count("switchboard.webhook.answers")).isEqualTo(webhook);
	}

	private double count(String name, String... tags) {
		return this.meters.find(name).tags(tags).counters().stream().mapToDouble(Counter::count).sum();
	}

	@Test
	void what_is_sent_is_an_event_of_the_hooks_name_that_is_kept_once() throws Exception {
		Instant heard = this.events.lastReceived();
		String id = Client.newId();
		String body = """
				{"request": "%s", "id": 7, "event_name": "call.missed", "event_time": "later", "phone": "+447700900123", "sum": 0.10}
				"""
			.formatted(id);
		assertThat(status(send("POST", "/crm/" + KEY, body))).isEqualTo("200 accepted");
		assertThat(status(send("POST", "/crm/" + NEXT_KEY, body))).isEqualTo("200 duplicate");
		String basic = "Basic " + Base64.getEncoder().encodeToString(("crm:" + KEY).getBytes(StandardCharsets.UTF_8));
		assertThat(status(send("POST", "/crm", body, "Authorization", basic))).isEqualTo("200 duplicate");
		JsonNode event = stored("hook.crm." + id);
		assertThat(event.path("event_name").asText()).isEqualTo("hook.crm");
		assertThat(event.path("hook_event_name").asText()).isEqualTo("call.missed");
		assertThat(event.path("hook_id").asInt()).isEqualTo(7);
		assertThat(event.path("hook_event_time").asText()).isEqualTo("later");
		assertThat(event.path("phone").asText()).isEqualTo("+447700900123");
		assertThat(event.path("event_time").asText()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
		await().untilAsserted(() -> assertThat(this.jdbc.queryForList(
				"select d.route from delivery d join event e on e.seq = d.event_seq where e.id = ?", String.class,
				"hook.crm." + id))
			.contains("unrouted"));
		assertThat(this.events.lastReceived()).as("VoIPstudio may be silent meanwhile").isEqualTo(heard);
	}

	@Test
	void where_the_body_has_no_id_a_header_is_one_and_else_each_request_is_another() throws Exception {
		String id = Client.newId();
		for (String header : List.of("Idempotency-Key", "webhook-id")) {
			assertThat(status(send("POST", "/crm/" + KEY, "{\"a\":1}", header, id + header))).isEqualTo("200 accepted");
			assertThat(status(send("POST", "/crm/" + KEY, "{\"a\":1}", header, id + header)))
				.isEqualTo("200 duplicate");
			assertThat(stored("hook.crm." + id + header).path("a").asInt()).isEqualTo(1);
		}
		assertThat(status(send("POST", "/crm/" + KEY, "{\"a\":1}"))).isEqualTo("200 accepted");
		assertThat(status(send("POST", "/crm/" + KEY, "{\"a\":1}"))).isEqualTo("200 accepted");
		assertThat(status(send("POST", "/crm/" + KEY, "{\"request\":\"%s\"}".formatted("x".repeat(5000) + id))))
			.isEqualTo("200 accepted");
	}

	/**
	 * The answers are those of the webhook; a stranger does not learn which hooks exist.
	 */
	@ParameterizedTest
	@CsvSource({ "POST, /crm/wrong-4711, {}, 404 not found", "POST, /other/wrong-4711, {}, 404 not found",
			"POST, /off/wrong-4711, {}, 404 not found", "POST, /crm, {}, 401 unauthorized",
			"POST, /other, {}, 401 unauthorized", "POST, '', {}, 401 unauthorized", "POST, /off, {}, 401 unauthorized",
			"POST, //crm//hook-key-4711-0123456789//, 'no json', 200 quarantined",
			"POST, /crm/hook-key-4711-0123456789, '[1]', 200 quarantined",
			"POST, /crm/hook-key-4711-0123456789/x, {}, 404 not found",
			"GET, /crm/hook-key-4711-0123456789, '', 200 ready", "POST, /crm/hook-key-4711-0123456789, '', 200 ready",
			"PUT, /crm/hook-key-4711-0123456789, {}, 405 method not allowed" })
	void who_may_not_pass_is_told_as_at_the_webhook(String method, String path, String body, String told)
			throws Exception {
		assertThat(status(send(method, path, body))).isEqualTo(told);
	}

	/** The checks of the webhook's door, in their order. */
	@Test
	void a_body_is_bounded_and_its_encoding_known() throws Exception {
		String large = "{\"a\":\"%s\"}".formatted("x".repeat(70_000));
		assertThat(status(send("POST", "/crm/" + KEY, large))).isEqualTo("413 too large");
		assertThat(status(send("POST", "/crm/wrong-4711", large))).as("a stranger learns no size")
			.isEqualTo("404 not found");
		assertThat(status(send("POST", "/nobody/wrong-4711", large))).isEqualTo("404 not found");
		assertThat(status(send("POST", "/crm", large))).isEqualTo("401 unauthorized");
		assertThat(status(send("POST", "", large))).isEqualTo("401 unauthorized");
		assertThat(status(send("POST", "/crm/" + KEY, "{}", "Content-Encoding", "br")))
			.isEqualTo("415 unsupported encoding");
		assertThat(status(send("POST", "/crm/" + KEY, "{}", "Content-Type", "application/json; charset=none")))
			.isEqualTo("415 unsupported encoding");
		for (boolean fits : new boolean[] { true, false }) {
			ByteArrayOutputStream packed = new ByteArrayOutputStream();
			try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
				gzip.write((fits ? "{}" : large).getBytes(StandardCharsets.UTF_8));
			}
			assertThat(status(send("POST", "/crm/" + KEY, BodyPublishers.ofByteArray(packed.toByteArray()),
					"Content-Encoding", "gzip")))
				.isEqualTo(fits ? "200 accepted" : "413 too large");
		}
		String id = Client.newId();
		byte[] utf16 = "{\"request\":\"%s\",\"name\":\"Zoë\"}".formatted(id).getBytes(StandardCharsets.UTF_16LE);
		assertThat(
				status(send("POST", "/crm/" + KEY, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(utf16)),
						"Content-Type", "application/json; charset=utf-16le")))
			.isEqualTo("200 accepted");
		assertThat(stored("hook.crm." + id).path("name").asText()).isEqualTo("Zoë");
		for (String untrue : List.of("{\"a\":1}", "{\"a\":12}")) {
			assertThat(send("POST", "/crm/" + KEY, untrue, "Content-Type", "application/json; charset=utf-16").body())
				.contains("quarantined", "no object in UTF-16");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "0.10", "68.0", "-0.0", "1E+2", "1e99999999999", "-1e-99999999999",
			"12345678901234567890.10", "\"\\ud800\"", "[0.10,{\"a\":[1e400,[]]},\"ü😀\"]", "{}", "null",
			"0.10, \"é 😀\": 1, \"amount\": 1.0" })
	void a_field_stays_as_it_was_spelt(String amount) throws Exception {
		String id = Client.newId();
		assertThat(status(send("POST", "/crm/" + KEY, "{\"request\":\"%s\",\"amount\":%s}".formatted(id, amount))))
			.isEqualTo("200 accepted");
		String kept = new String(
				this.jdbc.queryForObject("select body from event where id = ?", byte[].class, "hook.crm." + id),
				StandardCharsets.UTF_8);
		assertThat(kept.replaceAll("(?i)ud800", "ud800").replace(" ", ""))
			.endsWith(",\"amount\":" + amount.replace(" ", "") + "}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "7", "7.0", "70e-1", "\"7\"" })
	void a_repeat_is_known_in_any_spelling_of_a_whole_number(String seven) throws Exception {
		send("POST", "/crm/" + KEY, "{\"request\":7}");
		assertThat(status(send("POST", "/crm/" + KEY, "{\"request\":%s}".formatted(seven)))).isEqualTo("200 duplicate");
	}

	/** A body that one JSON parser accepts and another rejects. */
	@Test
	void nobody_passes_for_VoIPstudio() throws Exception {
		String fields = "\"id\":\"evil-%s\",\"event_name\":\"call.missed\"".formatted(Client.newId());
		List<byte[]> bodies = new ArrayList<>();
		for (String value : List.of("1e99999999999", "\"\\ud800\"", "1".repeat(1500), "[".repeat(600) + "]".repeat(600),
				"1} {", "1}x", "NaN", "01", "\"\t\"", "'x'", "1,", "\"x")) {
			bodies.add("{%s,\"x\":%s}".formatted(fields, value).getBytes(StandardCharsets.UTF_8));
		}
		for (String charset : List.of("UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE")) {
			bodies.add("{%s}".formatted(fields).getBytes(charset));
			bodies.add("\ufeff{%s}".formatted(fields).getBytes(charset));
		}
		bodies.add("\ufeff{%s}".formatted(fields).getBytes(StandardCharsets.UTF_8));
		for (String bytes : List.of("C0AF", "F4BFBFBF", "EDA080", "FF", "E9")) {
			ByteArrayOutputStream body = new ByteArrayOutputStream();
			body.writeBytes("{%s,\"x\":\"".formatted(fields).getBytes(StandardCharsets.UTF_8));
			body.writeBytes(HexFormat.of().parseHex(bytes));
			body.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
			assertThat(status(send("POST", "/crm/" + KEY, BodyPublishers.ofByteArray(body.toByteArray())))).as(bytes)
				.isEqualTo("200 quarantined");
		}
		for (byte[] body : bodies) {
			assertThat(status(send("POST", "/crm/" + KEY, BodyPublishers.ofByteArray(body)))).isIn("200 accepted",
					"200 quarantined");
		}
		assertThat(this.jdbc.queryForObject("select count(*) from event where id like 'evil-%'", Integer.class))
			.isZero();
	}

	@Test
	void without_its_route_the_door_is_closed_and_the_health_says_so() throws Exception {
		this.camel.getRouteController().stopRoute("hooks");
		try {
			assertThat(status(send("POST", "/crm/" + KEY, "{}"))).isEqualTo("503 closed");
			assertThat(this.drain.isReady()).isFalse();
		}
		finally {
			this.camel.getRouteController().startRoute("hooks");
		}
		assertThat(this.drain.isReady()).isTrue();
	}

	@Test
	void what_cannot_be_is_named() {
		assertThatIllegalStateException()
			.isThrownBy(() -> new Hooks(new MockEnvironment().withProperty("hooks.our-crm.key", "a/b4711")))
			.withMessageStartingWith("hooks.our-crm.key (HOOKS_OURCRM_KEY): a key is part of a URL");
		assertThatIllegalStateException()
			.isThrownBy(() -> new Hooks(new MockEnvironment().withProperty("hooks[a b].key", KEY)))
			.withMessageStartingWith("hooks.a b: a hook's name is part of a URL");
		assertThat(Hooks.wrong(new MockEnvironment().withProperty("hooks.crm.kye", KEY)))
			.isEqualTo("hooks.crm.kye: there is no such setting; a hook has key and id, such as hooks.crm.key");
		assertThat(Hooks.wrong(new MockEnvironment().withProperty("hooks.crm.key", KEY))).isNull();
	}

}
