package io.switchboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Talks to a Switchboard from outside, as the platform and an operator do. */
@TestComponent
public class Client {

	public static final String KEY = "test-key-0123456789abcdef";

	/**
	 * The settings of a hook {@code crm}, which finds repeats by the field {@code
	 * request}.
	 */
	public static final String HOOK_KEY = "hook-key-4711-0123456789";

	public static final String OTHER_HOOK_KEY = "next-hook-key-4711-0123456789";

	static final String OTHER_KEY = "other-key-0123456789abcdef";

	/** Of the telephone 1004. */
	public static final String PHONE_TOKEN = "the-token-of-the-reception-alone";

	public static final String TOKEN = "test-token-0123456789abcdef";

	/** The password of all users: admin, vera and otto. */
	public static final String PASSWORD = "correct horse";

	public static final String PASSWORD_HASH = "$2a$04$no3ll2ULkO.YmUvsprqD1u.ogKSMWhDGTdiY.Juj9PvmCcHVbI0BG";

	/** For a Switchboard in a JVM of its own. */
	static final Map<String, String> SECRETS = Map.of("WEBHOOK_KEY", KEY, "API_TOKEN", TOKEN);

	static final ObjectMapper JSON = new ObjectMapper();

	private static final AtomicInteger NUMBERS = new AtomicInteger();

	private final HttpClient http = HttpClient.newHttpClient();

	private final Environment environment;

	Client(Environment environment) {
		this.environment = environment;
	}

	public int port() {
		return this.environment.getRequiredProperty("local.server.port", Integer.class);
	}

	String webhook() {
		return "http://localhost:" + port() + "/webhooks/voipstudio";
	}

	public HttpResponse<String> send(String method, String url, byte[] body, String... headers) {
		try {
			HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
				.timeout(Duration.ofMinutes(2))
				.method(method, (body.length > 0) ? BodyPublishers.ofByteArray(body) : BodyPublishers.noBody());
			if (headers.length > 0) {
				request.headers(headers);
			}
			return this.http.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	public HttpResponse<String> post(byte[] body) {
		return send("POST", webhook() + "/" + KEY, body, "Content-Type", "application/json");
	}

	/** Posts and expects 200; the reply as JSON. */
	public JsonNode post(String body) {
		HttpResponse<String> reply = post(body.getBytes(StandardCharsets.UTF_8));
		assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
		return json(reply.body());
	}

	/** A new id in the platform's form. */
	public static String newId() {
		return "uk003.608920d5%05x3.%08d".formatted(NUMBERS.incrementAndGet(), 77053295);
	}

	/** Gives a sample a new id and a new call, and posts it. */
	public ObjectNode accept(ObjectNode event) {
		event.put("id", newId());
		if (event.has("call_id")) {
			event.put("call_id", 4278000000L + NUMBERS.incrementAndGet());
			event.remove("root_call_id");
		}
		assertThat(post(event.toString()).path("status").asText()).isEqualTo("accepted");
		return event;
	}

	public HttpResponse<String> api(String path) {
		return send("GET", "http://localhost:" + port() + path, new byte[0], "Authorization", "Bearer " + TOKEN);
	}

	public JsonNode data(String path) {
		HttpResponse<String> reply = api(path);
		assertThat(reply.statusCode()).as(path + " " + reply.body()).isEqualTo(200);
		return json(reply.body()).path("data");
	}

	/** Posts to the API and returns the answer. */
	JsonNode act(String path, String body) {
		HttpResponse<String> reply = send("POST", "http://localhost:" + port() + "/api/" + path,
				body.getBytes(StandardCharsets.UTF_8), "Authorization", "Bearer " + TOKEN, "Content-Type",
				"application/json");
		assertThat(reply.statusCode()).as(path + " " + reply.body()).isEqualTo(200);
		return json(reply.body()).path("data");
	}

	/** Waits until all deliveries of the event are done, and returns them. */
	public List<JsonNode> delivered(String id) {
		return await().atMost(Duration.ofMinutes(3))
			.until(() -> deliveries(id), (deliveries) -> !deliveries.isEmpty() && deliveries.stream()
				.allMatch((delivery) -> delivery.path("status").asText().equals("delivered")));
	}

	List<JsonNode> deliveries(String id) {
		List<JsonNode> deliveries = new ArrayList<>();
		data("/api/events/" + id).path("deliveries").forEach(deliveries::add);
		return deliveries;
	}

	public List<String> routes(String id) {
		return delivered(id).stream().map((delivery) -> delivery.path("route").asText()).toList();
	}

	public static JsonNode json(String text) {
		try {
			return JSON.readTree(text);
		}
		catch (IOException ex) {
			throw new IllegalStateException(text, ex);
		}
	}

}
