package io.switchboard.platformhttp;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

import static org.assertj.core.api.Assertions.assertThat;

/** A stop waits for some requests, and not for others. */
class RequestsUnderWayTests {

	private final ServletHttpEngine engine = new ServletHttpEngine(List.of("/http"), List.of());

	private final RequestsUnderWay underWay = new RequestsUnderWay(this.engine, Duration.ofMinutes(1));

	private final BlockingQueue<AsyncContext> open = new LinkedBlockingQueue<>();

	private final CountDownLatch reading = new CountDownLatch(1);

	private final CountDownLatch mayAnswer = new CountDownLatch(1);

	private TomcatWebServer server;

	private final class Answers extends HttpServlet {

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			switch (request.getRequestURI()) {
				case "/stream" -> {
					response.setContentType("text/event-stream;charset=UTF-8");
					response.flushBuffer();
					RequestsUnderWayTests.this.open.add(request.startAsync());
				}
				case "/async" -> RequestsUnderWayTests.this.open.add(request.startAsync());
				default -> {
					RequestsUnderWayTests.this.reading.countDown();
					try {
						assertThat(RequestsUnderWayTests.this.mayAnswer.await(3, TimeUnit.MINUTES)).isTrue();
					}
					catch (InterruptedException ex) {
						throw new IOException(ex);
					}
				}
			}
		}

	}

	@BeforeEach
	void start() {
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
		factory.addContextValves(this.underWay.valve());
		ServletRegistrationBean<HttpServlet> servlet = new ServletRegistrationBean<>(new Answers(), "/*");
		servlet.setAsyncSupported(true);
		this.server = (TomcatWebServer) factory.getWebServer(servlet);
		this.server.start();
		this.underWay.add(this.server);
	}

	@AfterEach
	void stop() {
		this.server.stop();
	}

	@Test
	void a_stream_has_no_end_to_wait_for() throws Exception {
		try (Socket listens = ask("/stream")) {
			assertThat(this.open.poll(3, TimeUnit.MINUTES)).isNotNull();
			begin().get(3, TimeUnit.MINUTES);
		}
	}

	@Test
	void a_request_that_waits_without_a_thread_is_answered_first() throws Exception {
		try (Socket asks = ask("/async")) {
			AsyncContext async = this.open.poll(3, TimeUnit.MINUTES);
			CompletableFuture<Void> stopped = begin();
			assertThat(stopped).isNotDone();
			async.complete();
			assertThat(status(asks)).isEqualTo("HTTP/1.1 200");
			stopped.get(3, TimeUnit.MINUTES);
		}
	}

	@Test
	void a_request_that_a_thread_works_on_is_answered_first() throws Exception {
		try (Socket asks = ask("/sync")) {
			assertThat(this.reading.await(3, TimeUnit.MINUTES)).isTrue();
			CompletableFuture<Void> stopped = begin();
			assertThat(stopped).isNotDone();
			this.mayAnswer.countDown();
			assertThat(status(asks)).isEqualTo("HTTP/1.1 200");
			stopped.get(3, TimeUnit.MINUTES);
		}
	}

	private CompletableFuture<Void> begin() {
		CompletableFuture<Void> stopped = new CompletableFuture<>();
		this.underWay.stop(() -> stopped.complete(null));
		return stopped;
	}

	private Socket ask(String path) throws IOException {
		Socket socket = new Socket("127.0.0.1", this.server.getPort());
		socket.setSoTimeout(180_000);
		socket.getOutputStream()
			.write("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path).getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	private static String status(Socket socket) throws IOException {
		return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
	}

}
