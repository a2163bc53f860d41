package io.switchboard.console.pages.setup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import io.switchboard.text.UrlText;
import io.switchboard.webhook.WebhookKeys;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Calls the webhook as a sender outside does: by {@code console.url}, through the proxy
 * in front. In the demo, by this machine's own port.
 */
@Component
class OwnDoor {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final int SHOWN = 200;

	private final Environment environment;

	private final WebhookKeys keys;

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(PATIENCE)
		.build();

	OwnDoor(Environment environment, WebhookKeys keys) {
		this.environment = environment;
		this.keys = keys;
	}

	/** The answer of the webhook. */
	record Answer(int status, String text) {
	}

	/** The URL up to the key. */
	String address() {
		return base() + "/webhooks/voipstudio/";
	}

	private String base() {
		if (!this.environment.acceptsProfiles(Profiles.of("demo"))) {
			return UrlText.base(this.environment.getProperty("console.url", ""));
		}
		return "http://localhost:%s%s".formatted(this.environment.getProperty("local.server.port"),
				this.environment.getProperty("server.servlet.context-path", ""));
	}

	/** Sends the request that VoIPstudio sends when a webhook is saved. */
	Answer ask() throws IOException, InterruptedException {
		return send(request().GET().build());
	}

	/** Posts an event as VoIPstudio does. */
	Answer post(byte[] event) throws IOException, InterruptedException {
		return send(
				request().header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(event)).build());
	}

	private HttpRequest.Builder request() throws IOException {
		try {
			return HttpRequest.newBuilder(URI.create(address() + this.keys.first())).timeout(PATIENCE);
		}
		catch (IllegalArgumentException ex) {
			// its message has the key in it
			throw new IOException("console.url is not an address");
		}
	}

	private Answer send(HttpRequest request) throws IOException, InterruptedException {
		HttpResponse<String> reply = this.http.send(request, BodyHandlers.ofString());
		String text = reply.body();
		return new Answer(reply.statusCode(), text.substring(0, Math.min(SHOWN, text.length())));
	}

}
