package io.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import com.sun.net.httpserver.HttpServer;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Switches on every section that a rule asks for: {@code vip-caller-transfer.enabled} for
 * {@code vip_caller_transfer_on}.
 */
class EveryRouteOn implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	/**
	 * The vendors' answers: no contact has the number, and each new record gets an id.
	 */
	private static final Map<String, String> ANSWERS = new LinkedHashMap<>();

	static {
		ANSWERS.put("/api/v2/users/search", "{\"users\": []}");
		ANSWERS.put("/api/v2/users", "{\"user\": {\"id\": 1}}");
		ANSWERS.put("/api/v2/search/contacts", "{\"results\": []}");
		ANSWERS.put("/api/v2/contacts", "{\"id\": 1}");
		ANSWERS.put("/api/v2/tickets", "{\"id\": 1, \"status\": 2, \"ticket\": {\"id\": 1, \"status\": \"open\"}}");
		ANSWERS.put("/api/v2/", "{\"success\": true, \"data\": {\"id\": 1, \"items\": []}}");
		ANSWERS.put("/Contacts/search", "{\"data\": []}");
		ANSWERS.put("/Contacts", "{\"data\": [{\"details\": {\"id\": \"1\"}}]}");
		ANSWERS.put("/Calls", "{\"data\": [{\"details\": {\"id\": \"1\"}}]}");
		ANSWERS.put("/token", "{\"access_token\": \"t\", \"expires_in\": 3600}");
		ANSWERS.put("/rest/servicedeskapi/request",
				"{\"id\": \"1\", \"issueKey\": \"SD-1\", \"currentStatus\": {\"statusCategory\": \"NEW\"}}");
		ANSWERS.put("/", "{\"id\": \"1\", \"results\": [], \"records\": [], \"issueKey\": \"SD-1\"}");
	}

	/** The settings that a route needs when it is on. */
	private static final Map<String, String> NEEDED = Map.of(".recording-wait", "0s", ".secret",
			"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", ".key", "a-key", ".service-desk", "1", ".request-type", "2");

	/** Accepts every request. */
	private static final HttpServer SERVER = server();

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		Map<String, String> on = new LinkedHashMap<>();
		for (String section : Samples.switches()) {
			if (context.getEnvironment().containsProperty(section + ".enabled")) {
				on.put(section + ".enabled", "true");
			}
			else if (context.getEnvironment().getProperty(section + ".url", "").isEmpty()) {
				on.put(section + ".url", "http://127.0.0.1:%d/".formatted(SERVER.getAddress().getPort()));
				NEEDED.forEach((name, value) -> {
					if (context.getEnvironment().containsProperty(section + name)) {
						on.put(section + name, value);
					}
				});
			}
		}
		on.put("zoho.oauth", "zoho");
		on.put("oauth.zoho.token-url", "http://127.0.0.1:%d/token".formatted(SERVER.getAddress().getPort()));
		on.put("oauth.zoho.client-id", "switchboard");
		on.put("oauth.zoho.client-secret", "a-secret");
		on.put("follow-ups-to-email.schedule", "0 0 8 * * MON-FRI");
		TestPropertyValues.of(on).applyTo(context);
	}

	private static HttpServer server() {
		try {
			HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
			server.createContext("/", (request) -> {
				String path = request.getRequestURI().getPath();
				byte[] answer = ANSWERS.entrySet()
					.stream()
					.filter((each) -> path.contains(each.getKey()))
					.findFirst()
					.orElseThrow()
					.getValue()
					.getBytes(StandardCharsets.UTF_8);
				request.sendResponseHeaders(200, answer.length);
				request.getResponseBody().write(answer);
				request.close();
			});
			server.start();
			return server;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
