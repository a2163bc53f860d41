package io.switchboard.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.switchboard.failure.DestinationAway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A slow or endless token endpoint blocks nobody for ever, and no secret is logged. */
class StallingEndpointTests {

	private static final String SECRET = "a-secret-that-nobody-may-read-4711";

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

	private final CountDownLatch over = new CountDownLatch(1);

	private final CountDownLatch asked = new CountDownLatch(1);

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private ServerSocket server;

	/** What the endpoint does after a request. */
	enum Does {

		NOTHING("does not answer"), SLOW_HEAD("does not answer"), SLOW_BODY("broke off its answer"),
		HALF_A_BODY("broke off its answer"), HANGS_UP("does not answer"), MUCH("gives no token for now: 200"),
		MUCH_IN_CHUNKS("gives no token for now: 200"), HTML("gives no token for now: 200"),
		EMPTY("gives no token for now: 200"), LIST("gives no token for now: 200"),
		ANOTHER_TYPE("gives no token for now: 200"), ECHO("gives no token for now: 503");

		private final String told;

		Does(String told) {
			this.told = told;
		}

	}

	@BeforeEach
	void start() throws IOException {
		this.server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
	}

	@AfterEach
	void stop() throws IOException {
		this.over.countDown();
		this.server.close();
		this.threads.shutdownNow();
	}

	/**
	 * A timed-out attempt is interrupted, and must not wait for the attempts before it.
	 */
	@Test
	void who_waits_while_another_asks_is_not_held_after_its_time() throws InterruptedException {
		this.threads.execute(() -> serve(Does.NOTHING));
		SharedToken token = new SharedToken("it", client(), new TokenEndpoint(Clock.systemUTC()), TokenMemory.NONE,
				Clock.systemUTC());
		this.threads.execute(token::value);
		assertThat(this.asked.await(3, TimeUnit.MINUTES)).isTrue();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(DestinationAway.class).isThrownBy(token::value)
			.withMessage("oauth.it: waiting for a token was interrupted");
		assertThat(Thread.interrupted()).isTrue();
	}

	private OAuthClient client() {
		return new OAuthClient("http://127.0.0.1:%d/token?sig=%s".formatted(this.server.getLocalPort(), SECRET),
				OAuthClient.Grant.REFRESH_TOKEN, "us", SECRET, "mail", false, SECRET + "-refresh", null, "", Map.of(),
				null);
	}

	@ParameterizedTest
	@EnumSource
	void who_answers_badly_is_away_and_is_told_in_a_sentence(Does what) {
		this.threads.execute(() -> serve(what));
		OAuthClient client = client();
		// an endpoint that answers has time, however busy the machine is
		int millis = switch (what) {
			case NOTHING, SLOW_HEAD -> 500;
			case SLOW_BODY, HALF_A_BODY -> 2000;
			default -> 30_000;
		};
		TokenEndpoint endpoint = new TokenEndpoint(Clock.systemUTC(), Duration.ofMillis(millis));
		assertThatExceptionOfType(DestinationAway.class)
			.isThrownBy(() -> endpoint.ask("it", client, SECRET + "-refresh"))
			.withMessageStartingWith("oauth.it: the token endpoint ")
			.withMessageContaining(what.told)
			.satisfies((failure) -> assertThat(failure).asString().doesNotContain("-4711"));
	}

	private void serve(Does what) {
		while (!this.server.isClosed()) {
			try (Socket socket = this.server.accept()) {
				readRequest(socket.getInputStream());
				this.asked.countDown();
				answer(what, socket.getOutputStream());
			}
			catch (IOException | InterruptedException ex) {
				// it was left in the middle, or the test is over
			}
		}
	}

	/** All of it: who closes before that breaks the connection. */
	private static void readRequest(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		while (!head.toString().endsWith("\r\n\r\n")) {
			head.append((char) in.read());
		}
		Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
		in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
	}

	private void answer(Does what, OutputStream out) throws IOException, InterruptedException {
		switch (what) {
			case NOTHING -> this.over.await();
			case SLOW_HEAD -> drip(out, OK + "X-Slow: yes\r\n".repeat(200));
			case SLOW_BODY -> {
				write(out, OK + "Content-Length: 20000\r\n\r\n");
				drip(out, "{\"access_token\": \"" + "x".repeat(19_000));
			}
			case HALF_A_BODY -> {
				write(out, OK + "Content-Length: 2000\r\n\r\n{\"access");
				this.over.await();
			}
			case HANGS_UP -> out.flush();
			case MUCH -> {
				write(out, OK + "Content-Length: 10000000\r\n\r\n{\"access_token\": \"");
				write(out, "x".repeat(9_999_000));
			}
			case MUCH_IN_CHUNKS -> {
				write(out, OK + "Transfer-Encoding: chunked\r\n\r\n");
				for (int i = 0; i < 10_000; i++) {
					write(out, "400\r\n" + "x".repeat(1024) + "\r\n");
				}
			}
			case HTML -> whole(out, OK, "<html>Sign in</html>");
			case EMPTY -> whole(out, OK, "");
			case LIST -> whole(out, OK, "[1, null]");
			case ANOTHER_TYPE -> whole(out, OK, "{\"access_token\": {\"a\": 1}, \"expires_in\": \"soon\"}");
			case ECHO -> whole(out, "HTTP/1.1 503 No\r\n",
					"{\"error\": \"x\", \"error_description\": \"not %1$s, nor %1$s-refresh\"}".formatted(SECRET));
		}
	}

	private void drip(OutputStream out, String text) throws IOException, InterruptedException {
		for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
			out.write(each);
			out.flush();
			if (this.over.await(20, TimeUnit.MILLISECONDS)) {
				return;
			}
		}
	}

	private static void whole(OutputStream out, String head, String body) throws IOException {
		write(out, head + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body));
	}

	private static void write(OutputStream out, String text) throws IOException {
		out.write(text.getBytes(StandardCharsets.UTF_8));
		out.flush();
	}

}
