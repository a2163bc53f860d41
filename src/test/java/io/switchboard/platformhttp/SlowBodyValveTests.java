package io.switchboard.platformhttp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Bodies that arrive byte by byte, or never, at handlers that read them on Tomcat's
 * threads.
 */
class SlowBodyValveTests {

	private static final Semaphore ended = new Semaphore(0);

	/** The clock's offset, in nanoseconds. */
	private static final AtomicLong forward = new AtomicLong();

	private static WebServer server;

	/** Reads the body as pages and the API do. */
	private static final class Answers extends HttpServlet {

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			try {
				String said = switch (request.getRequestURI()) {
					case "/form" -> "user=" + request.getParameter("user");
					case "/json" -> new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
					default -> "not read";
				};
				if (request.getRequestURI().equals("/slow")) {
					forward.addAndGet(Duration.ofMinutes(1).toNanos());
				}
				response.setStatus(request.getRequestURI().equals("/refused") ? 401 : 200);
				response.getOutputStream().print(said);
			}
			finally {
				ended.release();
			}
		}

	}

	@BeforeAll
	static void start() {
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
		factory.addEngineValves(
				new SlowBodyValve(Duration.ofMillis(300), 100_000, () -> System.nanoTime() + forward.get()));
		factory.addConnectorCustomizers((connector) -> {
			connector.setProperty("connectionTimeout", "60000");
			connector.setProperty("maxSwallowSize", "100000");
		});
		server = factory.getWebServer(new ServletRegistrationBean<>(new Answers(), "/*"));
		server.start();
	}

	@AfterAll
	static void stop() {
		server.stop();
	}

	@ParameterizedTest
	@CsvSource({ "POST /form, false", "POST /json, true", "POST /refused, false", "GET /refused, true" })
	void who_drips_holds_no_thread_for_long(String request, boolean chunked) throws Exception {
		ended.drainPermits();
		try (Socket socket = connect()) {
			write(socket,
					request + " HTTP/1.1\r\nHost: localhost\r\n" + "Content-Type: application/x-www-form-urlencoded\r\n"
							+ (chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "Content-Length: 100000\r\n\r\nuser="));
			await().pollInterval(Duration.ofMillis(20)).until(() -> {
				try {
					write(socket, chunked ? "1\r\nx\r\n" : "x");
					return false;
				}
				catch (IOException ex) {
					return true;
				}
			});
			assertThat(ended.tryAcquire()).isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			POST /form    | HTTP/1.1 200 | user=otto
			POST /json    | HTTP/1.1 200 | user=otto&x
			POST /refused | HTTP/1.1 401 | not read
			GET /refused  | HTTP/1.1 401 | not read
			POST /slow    | HTTP/1.1 200 | not read
			GET /slow     | HTTP/1.1 200 | not read
			""")
	void a_quick_body_is_answered_as_before_and_its_connection_stays_open(String request, String status, String said)
			throws Exception {
		try (Socket socket = connect()) {
			for (int i = 0; i < 3; i++) {
				write(socket, request + " HTTP/1.1\r\nHost: localhost\r\n"
						+ "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 11\r\n\r\nuser=otto&x");
				assertThat(read(socket)).startsWith(status).endsWith(said);
				write(socket, "GET /none HTTP/1.1\r\nHost: localhost\r\n\r\n");
				assertThat(read(socket)).startsWith("HTTP/1.1 200").endsWith("not read");
			}
		}
	}

	private static Socket connect() throws IOException {
		Socket socket = new Socket("127.0.0.1", server.getPort());
		socket.setTcpNoDelay(true);
		socket.setSoTimeout(180_000);
		return socket;
	}

	private static void write(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
	}

	/** Reads one answer with a Content-Length. */
	private static String read(Socket socket) throws IOException {
		InputStream input = socket.getInputStream();
		StringBuilder answer = new StringBuilder();
		while (answer.indexOf("\r\n\r\n") < 0) {
			int next = input.read();
			if (next < 0) {
				return answer + " and nothing more";
			}
			answer.append((char) next);
		}
		int length = Integer.parseInt(answer.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
		return answer + new String(input.readNBytes(length), StandardCharsets.US_ASCII);
	}

}
