package io.switchboard.webhook;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.Client;
import io.switchboard.SwitchboardTest;
import io.switchboard.inbox.EventFeed;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What a system of one's own sends to a hook, and what becomes of it. */
@SwitchboardTest
class HooksTests {

	private static final String KEY = "hook-key-4711-0123456789";

	private static final String NEXT_KEY = "next-hook-key-4711-0123456789";

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	@LocalServerPort
	int port;

	@Autowired
	CamelContext camel;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	RateLimit rate;

	@Autowired
	SourceAddress source;

	@Autowired
	DoorReplies answers;

	@Autowired
	WebhookSettings settings;

	@Autowired
	KeepEvent keep;

	@Autowired
	EventFeed events;

	private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

	@BeforeEach
	void open() throws Exception {
		this.logged.start();
		((Logger) LoggerFactory.getLogger("ROOT")).addAppender(this.logged);
		Hooks hooks = new Hooks(new MockEnvironment().withProperty("hooks.crm.key", KEY + ", " + NEXT_KEY)
			.withProperty("hooks.crm.id", "request")
			.withProperty("hooks.off.key", ""));
		this.camel.addRoutes(new HookRoute(hooks, this.rate, this.source, this.answers, this.settings, this.keep));
	}

	@AfterEach
	void close() throws Exception {
		this.camel.getRouteController().stopRoute("hooks");
		this.camel.removeRoute("hooks");
		((Logger) LoggerFactory.getLogger("ROOT")).detachAppender(this.logged);
		assertThat(this.logged.list).noneMatch((each) -> each.getFormattedMessage().contains("4711"));
	}

	private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://localhost:%d/hooks%s".formatted(this.port, path)))
			.method(method, BodyPublishers.ofString(body));
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
		assertThat(this.jdbc.queryForList(
				"select d.route from delivery d join event e on e.seq = d.event_seq where e.id = ?", String.class,
				"hook.crm." + id))
			.containsExactly("unrouted");
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

	/** As at the webhook; and a stranger does not learn which hooks there are. */
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

	@Test
	void a_body_is_bounded_and_its_encoding_known() throws Exception {
		assertThat(status(send("POST", "/crm/" + KEY, "{\"a\":\"%s\"}".formatted("x".repeat(70_000)))))
			.isEqualTo("413 too large");
		assertThat(status(send("POST", "/crm/" + KEY, "{}", "Content-Encoding", "br")))
			.isEqualTo("415 unsupported encoding");
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
