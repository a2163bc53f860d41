package io.switchboard.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.routes.dryrun.Report;

import org.springframework.core.env.Environment;

/** The Switchboard that runs on this machine with the same settings. */
final class RunningSwitchboard {

	private static final int CONFLICT = 409;

	private static final Duration CONNECT = Duration.ofSeconds(2);

	private static final Duration ANSWER = Duration.ofMinutes(10);

	private final Environment environment;

	RunningSwitchboard(Environment environment) {
		this.environment = environment;
	}

	/**
	 * The dry run of its folder on disk.
	 * @return empty if none runs
	 * @throws RefusedException if the folder cannot work
	 * @throws UsageException if it does not answer as it should
	 */
	Optional<Report> dryRun(Instant since, int limit, ObjectMapper json) throws IOException, InterruptedException {
		String url = "%s://localhost:%s%s/api/dry-run".formatted(isHttps() ? "https" : "http",
				this.environment.getProperty("server.port", "8080"),
				this.environment.getProperty("server.servlet.context-path", ""));
		HttpRequest request = HttpRequest.newBuilder(URI.create(url))
			.timeout(ANSWER)
			.header("Authorization", "Bearer " + token())
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers
				.ofString(json.writeValueAsString(Map.of("since", since.toString(), "limit", limit))))
			.build();
		try {
			HttpResponse<String> reply = client().send(request, HttpResponse.BodyHandlers.ofString());
			if (reply.statusCode() == CONFLICT) {
				throw new RefusedException(detail(reply.body(), json));
			}
			if (reply.statusCode() != 200) {
				throw new UsageException(
						"%s answers %d: %s".formatted(url, reply.statusCode(), detail(reply.body(), json)));
			}
			return Optional.of(json.treeToValue(json.readTree(reply.body()).path("data"), Report.class));
		}
		catch (ConnectException ex) {
			return Optional.empty();
		}
	}

	private boolean isHttps() {
		return this.environment.getProperty("server.ssl.enabled", Boolean.class, true)
				&& Stream.of("certificate", "key-store", "bundle")
					.anyMatch((each) -> this.environment.getProperty("server.ssl." + each) != null);
	}

	/** Its certificate is for another name than that of this machine. */
	private static HttpClient client() {
		try {
			SSLContext any = SSLContext.getInstance("TLS");
			any.init(null, new TrustManager[] { new OfThisMachine() }, null);
			return HttpClient.newBuilder().connectTimeout(CONNECT).sslContext(any).build();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String detail(String body, ObjectMapper json) {
		try {
			JsonNode problem = json.readTree(body);
			return problem.path("detail").asText("no Switchboard, or another token");
		}
		catch (IOException ex) {
			return "no Switchboard";
		}
	}

	private String token() throws IOException {
		String token = this.environment.getProperty("api.token", "");
		Path file = Path.of(this.environment.getProperty("data.dir", "data"), "api.token");
		return (token.isBlank() && Files.isRegularFile(file)) ? Files.readString(file).strip() : token.strip();
	}

	/** The server is on this machine, whatever its certificate says. */
	private static final class OfThisMachine extends X509ExtendedTrustManager {

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type) {
			// nobody is a client here
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type) {
			// as said above
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
			// nobody is a client here
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
			// as said above
		}

		@Override
		public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
			// nobody is a client here
		}

		@Override
		public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
			// as said above
		}

		@Override
		public X509Certificate[] getAcceptedIssuers() {
			return new X509Certificate[0];
		}

	}

	/** It has answered with a reason. */
	static final class RefusedException extends RuntimeException {

		RefusedException(String message) {
			super(message);
		}

	}

}
