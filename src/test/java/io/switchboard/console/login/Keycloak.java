package io.switchboard.console.login;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import io.switchboard.FreePort;

import org.springframework.util.FileSystemUtils;

import static org.awaitility.Awaitility.await;

/**
 * A real Keycloak with its default client scopes. It ends after some minutes in any case.
 */
final class Keycloak implements AutoCloseable {

	static final String SECRET = "secret-of-the-client";

	private static final Path UNPACKED = Path.of("target/keycloak");

	private static final String REALM = """
			{"realm": "staff", "enabled": true, "sslRequired": "none",
			 "roles": {"realm": [{"name": "viewer"}, {"name": "operator"}], "client": {"switchboard": [{"name": "operator"}]}},
			 "clients": [{"clientId": "switchboard", "enabled": true, "secret": "%s", "redirectUris": ["*"],
			   "attributes": {"post.logout.redirect.uris": "+", "backchannel.logout.session.required": "true",
			     "backchannel.logout.url": "%s/logout/connect/back-channel/keycloak"}}],
			 "users": [%s, %s, %s]}
			""";

	private static final String PERSON = """
			{"username": "%s", "enabled": true, "email": "%s@example.org", "firstName": "A", "lastName": "B",
			 "credentials": [{"type": "password", "value": "pass"}], %s}
			""";

	private final Process process;

	private final String url;

	private Keycloak(Process process, String url) {
		this.process = process;
		this.url = url;
	}

	/**
	 * Starts it.
	 * @param back where it tells of sessions that have ended
	 */
	static Keycloak start(String back) throws IOException {
		Path folder;
		try (Stream<Path> folders = Files.list(UNPACKED)) {
			folder = folders.filter((each) -> Files.exists(each.resolve("bin/kc.sh"))).findFirst().orElseThrow();
		}
		FileSystemUtils.deleteRecursively(folder.resolve("data"));
		Files.createDirectories(folder.resolve("data/import"));
		Files.writeString(folder.resolve("data/import/staff.json"),
				REALM.formatted(SECRET, back, PERSON.formatted("žofie-李", "zofie", "\"realmRoles\": [\"operator\"]"),
						PERSON.formatted("clara", "clara", "\"clientRoles\": {\"switchboard\": [\"operator\"]}"),
						PERSON.formatted("nora", "nora", "\"realmRoles\": []")));
		int port = FreePort.next();
		ProcessBuilder builder = new ProcessBuilder("timeout", "300", "bash", "bin/kc.sh", "start-dev",
				"--http-host=127.0.0.1", "--http-port=" + port, "--import-realm")
			.directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(UNPACKED.resolve("keycloak.log").toFile());
		builder.environment().put("JAVA_OPTS_APPEND", "-Xmx512m -XX:TieredStopAtLevel=1");
		Keycloak keycloak = new Keycloak(builder.start(), "http://127.0.0.1:" + port);
		await().atMost(Duration.ofMinutes(4))
			.failFast("keycloak ended", () -> !keycloak.process.isAlive())
			.pollInterval(Duration.ofMillis(200))
			.until(keycloak::answers);
		return keycloak;
	}

	String issuer() {
		return this.url + "/realms/staff";
	}

	private boolean answers() {
		try {
			return HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create(issuer())).build(), BodyHandlers.discarding())
				.statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Suspends it: connections stay open, and nothing is answered. */
	void freeze() throws Exception {
		signal("-STOP");
	}

	void thaw() throws Exception {
		signal("-CONT");
	}

	private void signal(String signal) throws Exception {
		for (ProcessHandle each : this.process.descendants().toList()) {
			new ProcessBuilder("kill", signal, String.valueOf(each.pid())).start().waitFor();
		}
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

}
