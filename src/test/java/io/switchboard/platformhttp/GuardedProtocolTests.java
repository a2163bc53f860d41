package io.switchboard.platformhttp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Many clients that connect and send nothing. */
class GuardedProtocolTests {

	private static final String GET = "GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n";

	private final BlockingQueue<AsyncContext> slow = new LinkedBlockingQueue<>();

	private final List<Socket> sockets = new ArrayList<>();

	private WebServer server;

	/** Answers at once; the test itself answers slow requests. */
	private final class Answers extends HttpServlet {

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			if (request.getRequestURI().equals("/slow")) {
				GuardedProtocolTests.this.slow.add(request.startAsync());
			}
			else {
				response.getOutputStream().print("quick");
			}
		}

	}

	@BeforeEach
	void start() {
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
		factory.setProtocol(GuardedProtocol.class.getName());
		factory.addConnectorCustomizers((connector) -> {
			connector.setProperty("maxConnections", "50");
			connector.setProperty("connectionTimeout", "60000");
			((GuardedProtocol) connector.getProtocolHandler()).setHeadTimeout(Duration.ofSeconds(1));
		});
		ServletRegistrationBean<HttpServlet> servlet = new ServletRegistrationBean<>(new Answers(), "/*");
		servlet.setAsyncSupported(true);
		this.server = factory.getWebServer(servlet);
		this.server.start();
	}

	@AfterEach
	void stop() throws IOException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.server.stop();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "G", "GET / HTTP/1.1\r\nHost: localhost\r\nX-", "GET / HTTP/1.1\r\nHost: x\r\n\r\n" })
	void however_many_connect_there_is_room_for_one_more_and_what_is_under_way_goes_on(String said) throws Exception {
		Socket asks = connect();
		write(asks, GET.formatted("slow"));
		AsyncContext underWay = this.slow.poll(3, TimeUnit.MINUTES);
		for (int i = 0; i < 80; i++) {
			Socket idle = connect();
			try {
				write(idle, said);
			}
			catch (SocketException ex) {
				// closed already
			}
		}
		for (int i = 0; i < 5; i++) {
			Socket another = connect();
			write(another, GET.formatted("quick"));
			assertThat(read(another)).startsWith("HTTP/1.1 200").endsWith("quick");
		}
		underWay.getResponse().getOutputStream().print("at last");
		underWay.complete();
		assertThat(read(asks)).startsWith("HTTP/1.1 200").endsWith("at last");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "GET /quick HTTP/1.1\r\nHost: localhost\r\nX-Drip: " })
	void a_head_that_drips_is_cut_off(String begins) throws Exception {
		Socket drips = connect();
		write(drips, begins);
		await().pollInterval(Duration.ofMillis(20)).until(() -> {
			try {
				write(drips, "G");
				return drips.getInputStream().available() == 0 && isClosed(drips);
			}
			catch (IOException ex) {
				return true;
			}
		});
	}

	@Test
	void a_connection_goes_on_however_long_it_is_idle_while_there_is_room() throws Exception {
		Socket patient = connect();
		Socket drips = connect();
		for (int i = 0; i < 2; i++) {
			write(patient, GET.formatted("quick"));
			assertThat(read(patient)).endsWith("quick");
			if (i == 0) {
				// longer than a head may take
				write(drips, "G");
				await().until(() -> isClosed(drips));
			}
		}
	}

	private Socket connect() throws IOException {
		Socket socket = new Socket("127.0.0.1", this.server.getPort());
		this.sockets.add(socket);
		return socket;
	}

	private static void write(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static boolean isClosed(Socket socket) throws IOException {
		socket.setSoTimeout(10);
		try {
			return socket.getInputStream().read() < 0;
		}
		catch (java.net.SocketTimeoutException ex) {
			return false;
		}
		catch (SocketException ex) {
			return true;
		}
	}

	/** One answer, whose length it tells. */
	private static String read(Socket socket) throws IOException {
		socket.setSoTimeout(180_000);
		InputStream input = socket.getInputStream();
		StringBuilder answer = new StringBuilder();
		while (answer.indexOf("\r\n\r\n") < 0) {
			answer.append((char) input.read());
		}
		int length = Integer.parseInt(answer.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
		return answer + new String(input.readNBytes(length), StandardCharsets.US_ASCII);
	}

}
