package io.switchboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SwitchboardTest
class WebhookAnswersTests {

	private static final byte[] NOTHING = {};

	private final ExecutorService senders = Executors.newFixedThreadPool(20);

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	CamelContext camel;

	@AfterEach
	void stopSenders() {
		this.senders.shutdown();
	}

	@Test
	void an_event_is_accepted_and_the_same_again_is_a_duplicate_that_runs_nothing() {
		String id = Client.newId();
		String event = "{\"id\":\"%s\",\"event_name\":\"sms.received\",\"from_no\":\"1\",\"text\":\"hi\"}"
			.formatted(id);
		assertThat(this.client.post(event).path("status").asText()).isEqualTo("accepted");
		assertThat(this.client.post(event).path("status").asText()).isEqualTo("duplicate");
		assertThat(this.client.routes(id)).containsExactlyInAnyOrder("sms-received-to-database",
				"sms-received-to-email");
		assertThat(this.jdbc.queryForObject("select count(*) from event where id like ?", Integer.class, id + "%"))
			.isEqualTo(1);
		assertThat(this.jdbc.queryForObject("select count(*) from sms where event_key like ?", Integer.class, id + "%"))
			.isEqualTo(1);
	}

	@Test
	void of_the_same_event_sent_many_times_at_once_one_is_accepted() {
		for (int round = 0; round < 5; round++) {
			String id = Client.newId();
			byte[] event = "{\"id\":\"%s\",\"event_name\":\"sms.received\"}".formatted(id)
				.getBytes(StandardCharsets.UTF_8);
			Map<String, Long> answers = IntStream.range(0, 40)
				.mapToObj((i) -> CompletableFuture.supplyAsync(() -> this.client.post(event).body(), this.senders))
				.toList()
				.stream()
				.map(CompletableFuture::join)
				.collect(Collectors.groupingBy((answer) -> answer, Collectors.counting()));
			assertThat(answers).isEqualTo(Map.of("{\"status\":\"accepted\"}", 1L, "{\"status\":\"duplicate\"}", 39L));
			assertThat(this.client.routes(id)).hasSize(2);
		}
	}

	@Test
	void the_same_id_with_another_body_is_a_duplicate_and_both_bodies_are_kept() {
		String id = Client.newId();
		this.client.post("{\"id\":\"%s\",\"n\":1}".formatted(id));
		for (int i = 0; i < 2; i++) {
			assertThat(this.client.post("{\"id\":\"%s\",\"n\":2}".formatted(id)).path("status").asText())
				.isEqualTo("duplicate");
		}
		assertThat(
				this.jdbc.queryForList("select status from event where id like ? order by seq", String.class, id + "%"))
			.containsExactly("accepted", "duplicate");
		assertThat(this.client.routes(id)).containsExactly("unrouted");
	}

	@Test
	void an_event_with_an_unknown_name_and_context_goes_to_unrouted() {
		String id = Client.newId();
		this.client.post("{\"id\":\"%s\",\"event_name\":\"call.sung\",\"context\":\"IVR-9\"}".formatted(id));
		assertThat(this.client.routes(id)).containsExactly("unrouted");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "POST" })
	void the_platforms_check_of_the_url_is_answered(String method) {
		HttpResponse<String> reply = this.client.send(method, this.client.webhook() + "/" + Client.KEY, NOTHING);
		assertThat(reply.statusCode()).isEqualTo(200);
		assertThat(reply.body()).isEqualTo(method.equals("HEAD") ? "" : "{\"status\":\"ready\"}");
	}

	@Test
	void several_keys_open_the_door() {
		assertThat(this.client.send("GET", this.client.webhook() + "/" + Client.OTHER_KEY, NOTHING).statusCode())
			.isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS" })
	void without_the_key_nothing_is_learnt(String method) {
		for (String path : new String[] { "/wrong", "/" + Client.KEY + "x", "/" + Client.KEY + "/more",
				"/x?key=" + Client.KEY }) {
			HttpResponse<String> reply = this.client.send(method, this.client.webhook() + path, NOTHING);
			assertThat(reply.statusCode()).as(path).isEqualTo(404);
			assertThat(reply.body()).isIn("", "{\"status\":\"not found\"}");
		}
		assertThat(this.client.send(method, this.client.webhook(), NOTHING).statusCode()).isEqualTo(401);
		assertThat(
				this.client.send(method, this.client.webhook(), NOTHING, "Authorization", basic("wrong")).statusCode())
			.isEqualTo(401);
	}

	@Test
	void the_key_may_come_as_the_password_of_basic_credentials() {
		HttpResponse<String> reply = this.client.send("POST", this.client.webhook(),
				"{\"id\":\"%s\"}".formatted(Client.newId()).getBytes(StandardCharsets.UTF_8), "Authorization",
				basic(Client.KEY));
		assertThat(reply.body()).isEqualTo("{\"status\":\"accepted\"}");
		HttpResponse<String> refused = this.client.send("POST", this.client.webhook(), NOTHING, "Authorization",
				"Basic %%%");
		assertThat(refused.statusCode()).isEqualTo(401);
		assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
	}

	@Test
	void odd_requests_get_the_doors_own_answers() throws IOException {
		for (String method : new String[] { "TRACE", "PROPFIND", "FOO" }) {
			assertThat(talk("%s /webhooks/voipstudio/%s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(method, Client.KEY)))
				.as(method)
				.startsWith("HTTP/1.1 405");
			assertThat(talk("%s /webhooks/voipstudio/wrong HTTP/1.1\r\nHost: x\r\n\r\n".formatted(method))).as(method)
				.matches("HTTP/1.1 40[45]");
		}
		assertThat(talk("GET /webhooks/voipstudio/wrong;x=1 HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 404");
		assertThat(talk("GET /webhooks//voipstudio/wrong HTTP/1.1\r\nHost: x\r\n\r\n")).startsWith("HTTP/1.1 404");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "DELETE", "PATCH", "OPTIONS" })
	void other_methods_are_not_allowed(String method) {
		HttpResponse<String> reply = this.client.send(method, this.client.webhook() + "/" + Client.KEY, NOTHING);
		assertThat(reply.statusCode()).isEqualTo(405);
		assertThat(reply.headers().firstValue("Allow")).hasValue("GET, HEAD, POST");
	}

	@Test
	void a_body_that_says_it_is_too_large_is_refused_before_it_is_read() throws IOException {
		assertThat(talk("POST /webhooks/voipstudio/%s HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n\r\n"
			.formatted(Client.KEY))).startsWith("HTTP/1.1 413");
	}

	@Test
	void a_body_that_grows_too_large_is_refused_while_it_is_read() throws IOException {
		String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
		assertThat(talk("POST /webhooks/voipstudio/%s HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n%s"
			.formatted(Client.KEY, chunk.repeat(9)))).startsWith("HTTP/1.1 413");
	}

	/** An old proxy sends such a request. Tomcat ignores the body. */
	@Test
	void a_body_without_a_length_is_refused_and_not_taken_for_the_check_of_the_url() throws IOException {
		String event = "{\"id\":\"%s\",\"event_name\":\"call.hangup\"}".formatted(Client.newId());
		String head = "%s /webhooks/voipstudio/%s HTTP/1.0\r\nHost: x\r\n";
		for (String more : new String[] { "", "Content-Type: application/json\r\n" }) {
			assertThat(talk(head.formatted("POST", Client.KEY) + more + "\r\n" + event)).startsWith("HTTP/1.1 411");
		}
		assertThat(talk(head.formatted("POST", "wrong") + "\r\n" + event)).startsWith("HTTP/1.1 404");
		assertThat(talk(
				head.formatted("POST", Client.KEY) + "Content-Length: %d\r\n\r\n%s".formatted(event.length(), event)))
			.startsWith("HTTP/1.1 200");
		assertThat(talk(head.formatted("POST", Client.KEY)
				+ "Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n".formatted(event.length(), event)))
			.startsWith("HTTP/1.1 200");
		assertThat(talk(head.formatted("POST", Client.KEY) + "Content-Length: 0\r\n\r\n")).startsWith("HTTP/1.1 200");
		assertThat(talk(head.formatted("POST", Client.KEY) + "\r\n")).as("an empty one, as nginx sends it")
			.startsWith("HTTP/1.1 200");
		assertThat(talk(head.formatted("GET", Client.KEY) + "\r\n")).startsWith("HTTP/1.1 200");
		String newer = head.replace("1.0", "1.1");
		assertThat(talk(newer.formatted("POST", Client.KEY) + "\r\n" + event)).startsWith("HTTP/1.1 411");
		assertThat(talk(newer.formatted("POST", Client.KEY) + "\r\n" + newer.formatted("GET", Client.KEY) + "\r\n"))
			.as("the next request")
			.startsWith("HTTP/1.1 200");
		assertThat(talk(newer.formatted("POST", Client.KEY) + "\r\n\r\n")).as("a blank line")
			.startsWith("HTTP/1.1 200");
		assertThat(talk(newer.formatted("POST", Client.KEY) + "\r\n\r\n" + event)).startsWith("HTTP/1.1 411");
	}

	@Test
	void a_stranger_does_not_learn_how_large_a_body_may_be() throws IOException {
		for (String body : new String[] { "Content-Length: 5000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n%s"
			.formatted(("2000\r\n" + "x".repeat(0x2000) + "\r\n").repeat(9)) }) {
			assertThat(talk("POST /webhooks/voipstudio/wrong HTTP/1.1\r\nHost: x\r\n" + body))
				.startsWith("HTTP/1.1 404");
			assertThat(talk("POST /webhooks/voipstudio HTTP/1.1\r\nHost: x\r\n" + body)).startsWith("HTTP/1.1 401");
		}
	}

	@Test
	void a_body_of_the_largest_size_is_accepted() {
		String event = "{\"id\":\"%s\",\"text\":\"".formatted(Client.newId());
		String filled = event + "x".repeat(65536 - event.length() - 2) + "\"}";
		assertThat(this.client.post(filled).path("status").asText()).isEqualTo("accepted");
		assertThat(this.client.post((filled + " ").getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(413);
	}

	@Test
	void what_is_packed_or_in_another_charset_is_an_event_as_any_other() throws IOException {
		String id = Client.newId();
		byte[] event = "{\"id\":\"%s\",\"event_name\":\"sms.received\",\"from_no\":\"1\",\"text\":\"Zoë\"}"
			.formatted(id)
			.getBytes(StandardCharsets.UTF_16);
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream output = new GZIPOutputStream(packed)) {
			output.write(event);
		}
		String url = this.client.webhook() + "/" + Client.KEY;
		String type = "application/json; charset=utf-16";
		HttpResponse<String> reply = this.client.send("POST", url, packed.toByteArray(), "Content-Encoding", "gzip",
				"Content-Type", type);
		assertThat(reply.body()).isEqualTo("{\"status\":\"accepted\"}");
		assertThat(this.client.routes(id)).contains("sms-received-to-database");
		assertThat(this.jdbc.queryForObject("select text from sms where event_key like ?", String.class, id + "%"))
			.isEqualTo("Zoë");
		for (String untrue : List.of("{\"id\":\"a%s\"}", "{\"id\":\"ab%s\"}")) {
			String body = untrue.formatted(id);
			reply = this.client.send("POST", url, body.getBytes(StandardCharsets.UTF_8), "Content-Type", type);
			assertThat(reply.body()).contains("\"status\":\"quarantined\"", "no object in UTF-16");
			assertThat(this.jdbc.queryForObject("select body from event where id = ?", byte[].class,
					Client.json(reply.body()).path("id").asText()))
				.asString(StandardCharsets.UTF_8)
				.isEqualTo(body);
		}
		reply = this.client.send("POST", url, packed.toByteArray(), "Content-Encoding", "br");
		assertThat(reply.statusCode()).isEqualTo(415);
		reply = this.client.send("POST", url, event, "Content-Type", "application/json; charset=utf-7");
		assertThat(reply.statusCode()).isEqualTo(415);
		assertThat(this.client.send("POST", url, NOTHING, "Content-Encoding", "br").body())
			.isEqualTo("{\"status\":\"ready\"}");
		assertThat(this.client.send("POST", this.client.webhook() + "/wrong", event, "Content-Encoding", "br")
			.statusCode()).isEqualTo(404);
	}

	@Test
	void without_its_route_the_door_is_closed_and_the_health_says_so() throws Exception {
		this.camel.getRouteController().stopRoute("webhook");
		try {
			HttpResponse<String> reply = this.client.post("{\"id\":\"x\"}".getBytes(StandardCharsets.UTF_8));
			assertThat(reply.statusCode()).as("404 would tell the platform never to come again").isEqualTo(503);
			assertThat(reply.headers().firstValue("Retry-After")).isPresent();
			awaitHealth("/readiness", 503);
			awaitHealth("", 503);
		}
		finally {
			this.camel.getRouteController().startRoute("webhook");
		}
		awaitHealth("/readiness", 200);
		awaitHealth("", 200);
	}

	@Test
	void without_a_switchboard_events_are_kept_and_decided_later_and_the_health_says_so() throws Exception {
		String id = Client.newId();
		this.camel.getRouteController().stopRoute("switchboard");
		try {
			this.client.post("{\"id\":\"%s\"}".formatted(id));
			awaitHealth("/readiness", 200);
			awaitHealth("", 503);
		}
		finally {
			this.camel.getRouteController().startRoute("switchboard");
		}
		awaitHealth("", 200);
		assertThat(this.client.routes(id)).containsExactly("unrouted");
	}

	private void awaitHealth(String group, int status) {
		await().atMost(Duration.ofMinutes(3))
			.until(() -> this.client.api("/actuator/health" + group).statusCode() == status);
	}

	/** Tomcat repeats in its answer what it does not understand. */
	@Test
	void no_odd_request_brings_the_key_into_the_log() throws IOException {
		Logger tomcat = (Logger) LoggerFactory.getLogger("org.apache");
		ListAppender<ILoggingEvent> lines = new ListAppender<>();
		lines.start();
		tomcat.addAppender(lines);
		String path = "/webhooks/voipstudio/" + Client.KEY;
		for (String request : new String[] { "POST %s<x HTTP/1.1\r\nHost: x\r\n\r\n",
				"POST %s\"{}|^` HTTP/1.1\r\nHost: x\r\n\r\n", "POST %s\u00e9 HTTP/1.1\r\nHost: x\r\n\r\n",
				"POST %s\u0001 HTTP/1.1\r\nHost: x\r\n\r\n", "POST %s?a=<> HTTP/1.1\r\nHost: x\r\n\r\n",
				"POST %s HTTP/1.1 x\r\nHost: x\r\n\r\n", "POST%s HTTP/1.1\r\nHost: x\r\n\r\n",
				"P(ST %s HTTP/1.1\r\nHost: x\r\n\r\n", "%s / HTTP/1.1\r\nHost: x\r\n\r\n",
				"POST %s%%zz HTTP/1.1\r\nHost: x\r\n\r\n", "POST %s%%00 HTTP/1.1\r\nHost: x\r\n\r\n",
				"POST %s\\ HTTP/1.1\r\nHost: x\r\n\r\n",
				"POST /webhooks/voipstudio HTTP/1.1\r\nHost: x\r\nAuthorization : Basic %s\r\n\r\n",
				"POST / HTTP/1.1\r\nHost: %s<\r\n\r\n", "POST / HTTP/1.1\r\nHost: x\r\nCookie: %s=\"\u00e9\r\n\r\n",
				"GET /?%s=%%zz HTTP/1.1\r\nHost: x\r\n\r\n", "GET /login?%%zz=%s HTTP/1.1\r\nHost: x\r\n\r\n",
				"GET /nothing%s HTTP/1.1\r\nHost: x\r\n\r\n", "GET /api/%s/..;/x HTTP/1.1\r\nHost: x\r\n\r\n",
				"GET http://x%s<>/ HTTP/1.1\r\nHost: x\r\n\r\n" }) {
			assertThat(talk(request.formatted(path))).as(request).startsWith("HTTP/1.1 ");
		}
		tomcat.detachAppender(lines);
		assertThat(List.copyOf(lines.list)).noneMatch((line) -> line.getFormattedMessage().contains(Client.KEY)
				|| (line.getThrowableProxy() != null && line.getThrowableProxy().getMessage().contains(Client.KEY)));
	}

	@Test
	void no_request_header_and_no_parameter_comes_back_or_reaches_a_route() {
		String id = Client.newId();
		HttpResponse<String> reply = this.client.send("POST",
				this.client.webhook() + "/" + Client.KEY + "?To=evil@example.org&Subject=evil",
				"{\"id\":\"%s\",\"event_name\":\"sms.received\",\"text\":\"x\"}".formatted(id)
					.getBytes(StandardCharsets.UTF_8),
				"X-Echo", "me", "To", "evil@example.org", "CamelHttpResponseCode", "418", "CamelJdbcParameters", "x",
				"mail.smtp.host", "evil.example.org", "Content-Type", "application/json");
		assertThat(reply.statusCode()).isEqualTo(200);
		assertThat(reply.headers().map().keySet()).containsExactlyInAnyOrder("content-type", "content-length", "date");
		assertThat(this.client.routes(id)).hasSize(2);
		JsonNode mail = this.client.data("/api/mailbox").get(0);
		assertThat(mail.path("to").asText()).isEqualTo("sms@localhost");
		assertThat(mail.toString()).doesNotContain("evil");
	}

	private String talk(String request) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", this.client.port())) {
			socket.setSoTimeout(180_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			socket.getOutputStream().flush();
			InputStream input = socket.getInputStream();
			return new String(input.readNBytes(12), StandardCharsets.US_ASCII);
		}
	}

	private static String basic(String password) {
		return "Basic " + Base64.getEncoder().encodeToString(("any:" + password).getBytes(StandardCharsets.UTF_8));
	}

}
