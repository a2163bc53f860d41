package io.switchboard.routes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.http.AllowedHosts;
import io.switchboard.http.BoundedAnswers;
import io.switchboard.oauth.AccessTokens;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How much is read of the answers of HTTP servers; some answers never end. */
class HttpAnswersTests {

	private static final int MOST = 100 * 1024;

	/** Long enough to notice that reading continues. */
	private static final long ENDLESS = 50_000_000;

	private static final CamelContext camel = new DefaultCamelContext();

	private static final ExecutorService threads = Executors.newCachedThreadPool();

	/**
	 * The number of bytes sent, by path; negative after the client closed the connection.
	 */
	private static final Map<String, AtomicLong> sent = new ConcurrentHashMap<>();

	private static final Map<String, String> headers = new ConcurrentHashMap<>();

	private static HttpServer server;

	@BeforeAll
	static void serve() throws IOException {
		server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		server.setExecutor(threads);
		server.createContext("/endless", (request) -> endless(request, 200));
		server.createContext("/unread", (request) -> endless(request, 201));
		server.createContext("/endless-error", (request) -> endless(request, 500));
		server.createContext("/bomb", HttpAnswersTests::bomb);
		server.createContext("/of/",
				(request) -> of(request, Integer.parseInt(request.getRequestURI().getPath().substring(4))));
		server.start();
		new HttpSetup(DataSize.ofBytes(MOST), new AllowedHosts(""), AccessTokens.of(new StandardEnvironment()))
			.beforeApplicationStart(camel);
		camel.start();
	}

	@AfterAll
	static void stop() {
		camel.stop();
		server.stop(0);
		threads.shutdownNow();
	}

	private static void endless(HttpExchange request, int status) throws IOException {
		request.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
		AtomicLong count = sent.computeIfAbsent(request.getRequestURI().getPath(), (path) -> new AtomicLong());
		request.sendResponseHeaders(status, 0);
		byte[] much = new byte[8192];
		java.util.Arrays.fill(much, (byte) 'x');
		try (OutputStream out = request.getResponseBody()) {
			while (!Thread.interrupted()) {
				out.write(much);
				count.addAndGet(much.length);
			}
		}
		catch (IOException ex) {
			count.updateAndGet((bytes) -> -bytes);
		}
	}

	/** A few kilobytes that unpack to a gigabyte. */
	private static void bomb(HttpExchange request) throws IOException {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (OutputStream out = new GZIPOutputStream(packed)) {
			byte[] zeros = new byte[1024 * 1024];
			for (int i = 0; i < 64; i++) {
				out.write(zeros);
			}
		}
		request.getResponseHeaders().add("Content-Encoding", "gzip");
		request.sendResponseHeaders(200, packed.size());
		try (OutputStream out = request.getResponseBody()) {
			out.write(packed.toByteArray());
		}
		catch (IOException ex) {
			// the client closed the connection
		}
	}

	private static void of(HttpExchange request, int length) throws IOException {
		request.sendResponseHeaders(200, length);
		try (OutputStream out = request.getResponseBody()) {
			out.write(new byte[length]);
		}
		catch (IOException ex) {
			// hung up
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/endless", "/bomb", "/of/102401", "/of/5000000" })
	void an_answer_that_is_too_long_is_a_sentence(String path) {
		assertThat(ask(path).getException()).hasCauseInstanceOf(PermanentFailure.class)
			.hasMessage("the answer is longer than 102400 bytes, and not read further (http.max-answer)");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 8000, 102_399, MOST })
	void one_that_is_not_is_read_whole(int length) {
		Exchange answered = ask("/of/" + length);
		assertThat(answered.getException()).isNull();
		assertThat(answered.getMessage().getBody(byte[].class)).hasSize(length);
	}

	/** Lines that never come to their end, or headers that are never the last. */
	@ParameterizedTest
	@ValueSource(strings = { "", "HTTP/1.1 200 ", "HTTP/1.1 200 OK\r\nX-Long: ", "HTTP/1.1 200 OK\r\n|X-Many: %s\r\n",
			"HTTP/1.1 200 OK\r\nX-Folded: |\r\n %s", "HTTP/1.1 500 no\r\n|X-Many: x\r\n" })
	void a_head_that_never_ends_is_a_sentence(String head) throws Exception {
		try (ServerSocket raw = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			AtomicLong count = new AtomicLong();
			threads.execute(() -> endlessHead(raw, head, count));
			Exception failure = camel.createFluentProducerTemplate()
				.to("http:answers")
				.withHeader(Exchange.HTTP_URI, "http://127.0.0.1:%d/".formatted(raw.getLocalPort()))
				.send()
				.getException();
			assertThat(failure).hasCauseInstanceOf(PermanentFailure.class)
				.hasMessage("the answer's head has more than 200 headers, or one longer than 16384 bytes,"
						+ " and is not read further");
			await().until(() -> count.get() < 0);
		}
	}

	private static void endlessHead(ServerSocket server, String head, AtomicLong count) {
		String more = head.contains("|") ? head.replaceFirst("(?s).*\\|", "") : "%s";
		byte[] much = more.formatted("x".repeat(1000)).getBytes(StandardCharsets.US_ASCII);
		try (Socket caller = server.accept(); OutputStream out = caller.getOutputStream()) {
			out.write(head.replaceFirst("(?s)\\|.*", "").getBytes(StandardCharsets.US_ASCII));
			while (count.get() < ENDLESS) {
				out.write(much);
				count.addAndGet(much.length);
			}
		}
		catch (IOException ex) {
			count.updateAndGet((bytes) -> -bytes);
		}
	}

	/** Each time-out of the client is kept by a server that sends a byte now and then. */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					HTTP/1.1 200 OK^X-Slow:                  | POST | http://127.0.0.1:%d gave no answer, and may have done what was asked
					HTTP/1.1 200 OK^Content-Length: 90000^^  | GET  | http://127.0.0.1:%d broke off its answer
					HTTP/1.1 200 OK^Content-Length: 90000^^  | POST | none
					HTTP/1.1 500 Oops^Content-Length: 90000^^ | POST | statusCode: 500
					""")
	void an_answer_that_drips_ends_with_the_attempt(String head, String method, String failure) throws Exception {
		try (ServerSocket raw = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			Thread attempt = Thread.currentThread();
			threads.execute(() -> drip(raw, head.replace("^", "\r\n"), attempt));
			Exception failed = camel.createFluentProducerTemplate()
				.to("http:answers")
				.withHeader(Exchange.HTTP_URI, "http://127.0.0.1:%d/".formatted(raw.getLocalPort()))
				.withHeader(Exchange.HTTP_METHOD, method)
				.withHeader(BoundedAnswers.UNREAD, BoundedAnswers.CUT)
				.send()
				.getException();
			assertThat(Thread.interrupted()).isTrue();
			assertThat((failed != null) ? failed.getMessage() : "none").contains(failure.formatted(raw.getLocalPort()));
		}
	}

	private static void drip(ServerSocket server, String head, Thread attempt) {
		try (Socket caller = server.accept(); OutputStream out = caller.getOutputStream()) {
			out.write(head.getBytes(StandardCharsets.US_ASCII));
			attempt.interrupt();
			while (!server.isClosed()) {
				out.write('x');
				LockSupport.parkNanos(20_000_000);
			}
		}
		catch (IOException ex) {
			// hung up
		}
	}

	@Test
	void of_an_error_the_beginning_is_read_and_the_connection_given_up() {
		HttpOperationFailedException failure = (HttpOperationFailedException) ask("/endless-error").getException();
		assertThat(failure.getStatusCode()).isEqualTo(500);
		assertThat(failure.getResponseBody()).hasSize(64 * 1024).startsWith("xxx");
		await().until(() -> sent.get("/endless-error").get() < 0);
	}

	@Test
	void what_nobody_reads_may_be_as_long_as_it_likes() {
		Exchange answered = camel.createFluentProducerTemplate()
			.to("http:answers")
			.withHeader(Exchange.HTTP_URI, url("/unread"))
			.withHeader(BoundedAnswers.UNREAD, "true")
			.send();
		assertThat(answered.getException()).isNull();
		await().until(() -> sent.get("/unread").get() < 0);
		assertThat(headers).doesNotContainKey(BoundedAnswers.UNREAD);
	}

	private static Exchange ask(String path) {
		return camel.createFluentProducerTemplate().to("http:answers").withHeader(Exchange.HTTP_URI, url(path)).send();
	}

	private static String url(String path) {
		return "http://127.0.0.1:" + server.getAddress().getPort() + path;
	}

}
