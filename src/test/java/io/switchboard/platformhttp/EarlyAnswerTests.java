package io.switchboard.platformhttp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.ErrorPage;
import org.springframework.boot.web.server.Http2;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** A refusal reaches the sender while its body is still on the way. */
@Order(2)
class EarlyAnswerTests {

	private static final int TRIES = 70;

	private static final Duration AMPLE = Duration.ofMinutes(3);

	/** For whoever must get the answer, however slow the machine is. */
	private static final Limits PATIENT = new Limits(65536, 2 << 20, AMPLE, AMPLE, AMPLE);

	private static final Limits CUTS_OFF = new Limits(65536, 2 << 20, AMPLE, Duration.ofSeconds(1),
			Duration.ofSeconds(3));

	private static final Limits QUICK = new Limits(65536, 2 << 20, Duration.ofMillis(500), Duration.ofMillis(200),
			Duration.ofSeconds(3));

	private static final ServletHttpEngine engine = new ServletHttpEngine(List.of("/webhooks", "/hooks"),
			List.of("/http"));

	private static final DefaultCamelContext camel = new DefaultCamelContext();

	private static final AtomicInteger TOMCATS_ANSWERS = new AtomicInteger();

	private static WebServer patient;

	private static WebServer cutsOff;

	private static WebServer quick;

	@BeforeAll
	static void start() throws Exception {
		camel.getRegistry().bind("platform-http-engine", engine);
		engine.setCamelContext(camel);
		camel.addRoutes(new RouteBuilder() {
			@Override
			public void configure() {
				// the webhook refuses an unknown key like this, however large the body is
				from("platform-http:/webhooks/{status}").to("direct:refuse");
				from("direct:refuse").setHeader(Exchange.HTTP_RESPONSE_CODE, header("status"))
					.setBody(simple(
							"{\"too large\":\"${exchangeProperty.%s}\"}".formatted(ServletHttpEngine.TOO_LARGE)));
				from("platform-http:/hooks/{status}").to("direct:refuse");
				from("platform-http:/http/events?httpMethodRestrict=POST").setBody(constant("kept"));
				from("platform-http:/http/size").process((exchange) -> exchange.getMessage()
					.setBody((exchange.getMessage().getBody() == null) ? "nothing"
							: String.valueOf(exchange.getMessage().getBody(byte[].class).length)));
				from("platform-http:/http/text").setBody(
						simple("${body} ${header.Content-Encoding} ${header.Content-Length} ${header.Content-Type}"));
				from("platform-http:/http/paused").routeId("paused").setBody(constant("kept"));
			}
		});
		camel.start();
		camel.getRouteController().suspendRoute("paused");
		patient = server(PATIENT);
		cutsOff = server(CUTS_OFF);
		quick = server(QUICK);
	}

	private static WebServer server(Limits limits) {
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
		factory.addEngineValves(new OneAnswerValve());
		factory.addContextValves(new BodyValve());
		factory.addConnectorCustomizers((connector) -> connector.setProperty("maxSwallowSize", "2097152"));
		Http2 http2 = new Http2();
		http2.setEnabled(true);
		factory.setHttp2(http2);
		factory.addConnectorCustomizers(
				(connector) -> HttpEngineConfiguration.guard(connector, new ServerProperties.Tomcat()));
		ServletRegistrationBean<HttpEngineServlet> servlet = new ServletRegistrationBean<>(
				new HttpEngineServlet(engine, ConcurrentHashMap.newKeySet(), limits), "/webhooks/*", "/hooks/*",
				"/http/*");
		servlet.setAsyncSupported(true);
		ServletRegistrationBean<HttpServlet> errors = new ServletRegistrationBean<>(new HttpServlet() {
			@Override
			protected void service(HttpServletRequest request, HttpServletResponse response) {
				TOMCATS_ANSWERS.incrementAndGet();
			}
		}, "/error");
		errors.setAsyncSupported(true);
		factory.addErrorPages(new ErrorPage("/error"));
		WebServer server = factory.getWebServer(servlet, errors);
		server.start();
		return server;
	}

	@AfterAll
	static void stop() {
		Stream.of(patient, cutsOff, quick).forEach(WebServer::stop);
		camel.stop();
		assertThat(TOMCATS_ANSWERS).as("second answers, which fail with a page of log").hasValue(0);
	}

	record Refusal(String requestLine, int status, boolean chunked, String header) {

		String head(int length) {
			return this.requestLine + " HTTP/1.1\r\nHost: localhost\r\n" + this.header
					+ (this.chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: " + length + "\r\n\r\n");
		}

	}

	/** Eighteen, seventy times each. */
	static Stream<Refusal> refusals() {
		List<Refusal> refusals = new ArrayList<>();
		for (boolean chunked : new boolean[] { false, true }) {
			refusals.add(new Refusal("POST /http/events", 413, chunked, ""));
			refusals.add(new Refusal("POST /http/events", 413, chunked, "Expect: 100-continue\r\n"));
			refusals.add(new Refusal("POST /http/nobody", 404, chunked, ""));
			refusals.add(new Refusal("PUT /http/events", 405, chunked, ""));
			refusals.add(new Refusal("POST /http/paused", 503, chunked, ""));
			refusals.add(new Refusal("POST /webhooks/401", 401, chunked, ""));
			refusals.add(new Refusal("POST /webhooks/404", 404, chunked, ""));
			refusals.add(new Refusal("POST /webhooks/429", 429, chunked, ""));
			refusals.add(new Refusal("POST /hooks/404", 404, chunked, ""));
		}
		return refusals.stream();
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void each_answer_arrives_whole_however_much_is_still_being_sent(Refusal refusal) throws IOException {
		for (int i = 0; i < TRIES; i++) {
			byte[] block = new byte[66_000 + 10_000 * (i % 10)];
			try (Socket socket = connect(patient)) {
				OutputStream output = socket.getOutputStream();
				output.write(refusal.head(3 * block.length).getBytes(StandardCharsets.US_ASCII));
				for (int part = 0; part < 3; part++) {
					if (refusal.chunked()) {
						output.write((Integer.toHexString(block.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
					}
					output.write(block);
					if (refusal.chunked()) {
						output.write("\r\n".getBytes(StandardCharsets.US_ASCII));
					}
				}
				if (refusal.chunked()) {
					output.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
				}
				assertThat(read(socket)).contains("HTTP/1.1 " + refusal.status()).endsWith("\"}");
			}
		}
	}

	@Test
	void who_then_says_nothing_is_cut_off() {
		refusals().parallel().forEach((refusal) -> {
			try (Socket socket = connect(cutsOff)) {
				socket.getOutputStream().write(refusal.head(1 << 30).getBytes(StandardCharsets.US_ASCII));
				socket.getOutputStream().write(("20000\r\n" + "x".repeat(0x18000)).getBytes(StandardCharsets.US_ASCII));
				assertThat(read(socket)).contains("HTTP/1.1 " + refusal.status()).endsWith("\"}");
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void who_then_never_ends_is_cut_off(Refusal refusal) throws IOException {
		try (Socket socket = connect(cutsOff)) {
			socket.getOutputStream().write(refusal.head(1 << 30).getBytes(StandardCharsets.US_ASCII));
			socket.getOutputStream().write("3fffffff\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThatIOException().isThrownBy(() -> {
				for (long sent = 0; sent < 1 << 30; sent += 0x10000) {
					socket.getOutputStream().write(new byte[0x10000]);
				}
			});
		}
	}

	@Test
	void a_body_that_comes_too_slowly_is_answered_and_then_cut_off() throws IOException {
		for (String head : new String[] { "Content-Length: 100\r\n\r\n{",
				"Transfer-Encoding: chunked\r\n\r\n5\r\n{" }) {
			try (Socket socket = connect(quick)) {
				socket.getOutputStream()
					.write(("POST /http/events HTTP/1.1\r\nHost: localhost\r\n" + head)
						.getBytes(StandardCharsets.US_ASCII));
				assertThat(read(socket)).startsWith("HTTP/1.1 503").endsWith("{\"status\":\"timeout\"}");
			}
		}
	}

	@Test
	void a_connection_goes_on_after_a_body_that_was_wanted() throws IOException {
		try (Socket socket = connect(patient)) {
			for (int i = 0; i < 3; i++) {
				socket.getOutputStream()
					.write(("POST /http/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 65536\r\n\r\n"
							+ "x".repeat(65536))
						.getBytes(StandardCharsets.US_ASCII));
				byte[] answer = new byte[1024];
				int length = 0;
				while (!new String(answer, 0, length, StandardCharsets.US_ASCII).endsWith("kept")) {
					length += socket.getInputStream().read(answer, length, answer.length - length);
				}
				assertThat(new String(answer, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200");
			}
		}
	}

	@ParameterizedTest
	@EnumSource(HttpClient.Version.class)
	void a_body_without_a_length_is_read_to_its_end_whatever_the_protocol(HttpClient.Version version) throws Exception {
		HttpClient client = HttpClient.newBuilder().version(version).build();
		// an HTTP/2 connection begins as HTTP/1.1
		assertThat(send(client, "GET", BodyPublishers.noBody()).body()).isEqualTo("nothing");
		for (int size : new int[] { 12, 12, 12, 12, 12, 300, 65536 }) {
			HttpResponse<String> reply = send(client, "POST",
					BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[size])));
			assertThat(reply.version()).isEqualTo(version);
			assertThat(reply.body()).isEqualTo(String.valueOf(size));
		}
		assertThat(send(client, "POST", BodyPublishers.ofInputStream(InputStream::nullInputStream)).body())
			.isEqualTo("nothing");
		assertThat(send(client, "POST", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[65537])))
			.statusCode()).isEqualTo(413);
		assertThat(send(client, "POST", BodyPublishers.ofByteArray(new byte[300_000])).statusCode()).isEqualTo(413);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc",
			"Transfer-Encoding: chunked\r\n\r\n500\r\nabc", "Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n",
			"Transfer-Encoding: chunked\r\n\r\n-1\r\nabc", "Content-Length: 500\r\n\r\nabc" })
	void a_damaged_body_is_answered_once(String body) throws IOException {
		for (String path : new String[] { "/webhooks/404", "/hooks/404", "/http/events", "/http/nobody" }) {
			try (Socket socket = connect(patient)) {
				String request = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + body;
				socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
				socket.shutdownOutput();
				assertThat(read(socket)).startsWith("HTTP/1.1 4").containsOnlyOnce("HTTP/1.1");
			}
		}
	}

	/** As the doors read it, for a route that an engineer writes. */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Zoë     | -            | text/plain                      | UTF-8      | 200 Zoë  4 text/plain
					Zoë     | gzip         | text/plain                      | UTF-8      | 200 Zoë   text/plain
					Zoë     | deflate,gzip | application/json; charset=utf-8 | UTF-8      | 200 Zoë   application/json; charset=utf-8
					Zoë     | -            | text/plain; charset=iso-8859-1  | ISO-8859-1 | 200 Zoë   text/plain; charset=utf-8
					Zoë     | gzip         | text/plain; charset="utf-16le"  | UTF-16LE   | 200 Zoë   text/plain; charset=utf-8
					<?xml?> | -            | text/xml; charset=us-ascii      | US-ASCII   | 200 <?xml?>  7 text/xml; charset=us-ascii
					Zoë     | br           | text/plain                      | UTF-8      | 415 {"status":"unsupported encoding"}
					Zoë     | -            | text/plain; charset=none        | UTF-8      | 415 {"status":"unsupported encoding"}
					Zoë     | not gzip     | text/plain                      | UTF-8      | 400 {"status":"unreadable"}
					Zoë     | -            | text/plain; charset=utf-16le    | UTF-8      | 200 潚ꯃ   text/plain; charset=utf-8
					Zo      | -            | text/plain; charset=utf-32      | UTF-8      | 400 {"status":"unreadable"}
					%70000  | gzip         | text/plain                      | UTF-8      | 413 {"status":"too large"}
					""")
	void a_body_is_unpacked_and_text_is_utf_8(String text, String encoding, String type, String charset, String told)
			throws Exception {
		byte[] body = (text.startsWith("%") ? "x".repeat(70_000) : text).getBytes(charset);
		for (String each : encoding.split(",")) {
			ByteArrayOutputStream packed = new ByteArrayOutputStream();
			try (OutputStream out = each.equals("gzip") ? new GZIPOutputStream(packed)
					: each.equals("deflate") ? new DeflaterOutputStream(packed) : packed) {
				out.write(body);
			}
			body = packed.toByteArray();
		}
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + patient.getPort() + "/http/text"))
			.header("Content-Type", type)
			.POST(BodyPublishers.ofByteArray(body));
		if (!encoding.equals("-")) {
			request.header("Content-Encoding", encoding.replace("not ", ""));
		}
		HttpResponse<String> answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
		assertThat(answer.statusCode() + " " + answer.body()).isEqualTo(told);
		assertThat(answer.headers().map()).doesNotContainKey("Content-Encoding");
	}

	private static HttpResponse<String> send(HttpClient client, String method, BodyPublisher body) throws Exception {
		return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + patient.getPort() + "/http/size"))
			.timeout(Duration.ofMinutes(3))
			.method(method, body)
			.build(), BodyHandlers.ofString());
	}

	private static Socket connect(WebServer server) throws IOException {
		Socket socket = new Socket("127.0.0.1", server.getPort());
		socket.setSoTimeout(180_000);
		return socket;
	}

	/** To the end, which the server makes. */
	private static String read(Socket socket) throws IOException {
		InputStream input = socket.getInputStream();
		return new String(input.readAllBytes(), StandardCharsets.US_ASCII);
	}

}
