package io.switchboard.platformhttp;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.catalina.Valve;
import org.apache.coyote.http11.Http11NioProtocol;
import org.junit.jupiter.api.Test;

import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Tomcat begins to stop in the middle of a request. */
class StoppingValveTests {

	private static final AtomicInteger looks = new AtomicInteger();

	/** Begins to stop between the first line of a request and its headers. */
	public static class StopsInBetween extends Http11NioProtocol {

		@Override
		public boolean isPaused() {
			return looks.incrementAndGet() > 1;
		}

	}

	@Test
	void a_request_that_is_half_read_when_the_server_stops_is_told_to_come_again() throws Exception {
		assertThat(answer(new StoppingValve())).startsWith("HTTP/1.1 503")
			.contains("Retry-After: 5")
			.contains("Connection: close")
			.endsWith("{\"status\":\"starting or stopping\"}");
	}

	@Test
	void tomcat_by_itself_would_say_that_it_was_a_bad_one() throws Exception {
		assertThat(answer()).startsWith("HTTP/1.1 400");
	}

	private static String answer(Valve... valves) throws IOException {
		looks.set(0);
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
		factory.setProtocol(StopsInBetween.class.getName());
		factory.addEngineValves(valves);
		WebServer server = factory.getWebServer();
		server.start();
		try (Socket socket = new Socket("127.0.0.1", server.getPort())) {
			socket.getOutputStream()
				.write("POST /webhooks/voipstudio/key HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"
					.getBytes(StandardCharsets.US_ASCII));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
		}
		finally {
			server.stop();
		}
	}

}
