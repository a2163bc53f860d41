package io.switchboard.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.routes.dryrun.Report;
import io.switchboard.tls.AnyCertificate;

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
			return HttpClient.newBuilder().connectTimeout(CONNECT).sslContext(AnyCertificate.context()).build();
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

	/** It has answered with a reason. */
	static final class RefusedException extends RuntimeException {

		RefusedException(String message) {
			super(message);
		}

	}

}
