package io.switchboard.simulator.wire;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import io.switchboard.simulator.account.SimulatorSettings;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Sends requests to webhooks: the check of the URL, and the notifications. */
@Component
@Profile({ "demo", "simulator" })
public class WebhookClient {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final HttpClient http;

	@Autowired
	WebhookClient(SimulatorSettings settings) {
		this(settings.insecureTls());
	}

	public WebhookClient(boolean insecure) {
		HttpClient.Builder builder = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.connectTimeout(PATIENCE);
		if (insecure) {
			builder.sslContext(trustingEverybody());
		}
		this.http = builder.build();
	}

	CompletableFuture<HttpResponse<String>> get(String url) {
		return this.http.sendAsync(request(url).GET().build(), BodyHandlers.ofString());
	}

	public CompletableFuture<HttpResponse<String>> post(String url, byte[] body) {
		HttpRequest request = request(url).header("Content-Type", "application/json")
			.POST(BodyPublishers.ofByteArray(body))
			.build();
		return this.http.sendAsync(request, BodyHandlers.ofString());
	}

	private static HttpRequest.Builder request(String url) {
		URI uri = URI.create(url);
		String credentials = uri.getUserInfo();
		if (credentials == null) {
			return HttpRequest.newBuilder(uri).timeout(PATIENCE);
		}
		URI without = URI.create(url.replace(uri.getRawUserInfo() + "@", ""));
		return HttpRequest.newBuilder(without)
			.timeout(PATIENCE)
			.header("Authorization",
					"Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
	}

	private static SSLContext trustingEverybody() {
		try {
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, new TrustManager[] { new TrustingEverybody() }, new SecureRandom());
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("simulator.insecure-tls: this Java has no TLS", ex);
		}
	}

	/** An extended trust manager, so that Java does not check the host's name either. */
	private static final class TrustingEverybody extends X509ExtendedTrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type) {
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

}
