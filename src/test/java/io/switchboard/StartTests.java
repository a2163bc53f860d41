package io.switchboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The log of a start that works, and of one that fails. */
@Order(1)
class StartTests {

	@TempDir
	Path folder;

	@Test
	void the_first_start_shows_the_secrets_once_and_keeps_them_for_the_owner_alone() throws Exception {
		String key;
		// an existing folder that everybody may read
		Path data = Files.createDirectory(this.folder.resolve("data"));
		Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
		try (ChildSwitchboard first = ChildSwitchboard.launch(this.folder, Map.of()).awaitReady()) {
			Path file = this.folder.resolve("data/webhook.key");
			key = Files.readString(file).strip();
			assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
			assertThat(first.output()).containsOnlyOnce("/webhooks/voipstudio/" + key)
				.contains("$(cat " + file + ")")
				.contains("/api/events")
				.contains("data     " + this.folder.resolve("data"));
			String password = Files.readString(this.folder.resolve("data/console.password")).strip();
			assertThat(first.output()).containsOnlyOnce("(user: admin, password: " + password + ")");
			isTheOwnersAlone(data);
			first.terminate();
			assertThat(first.awaitEnd()).doesNotContain(" ERROR ").doesNotContain(" WARN ");
		}
		// as an earlier version left it
		Files.setPosixFilePermissions(data.resolve("switchboard.db"), PosixFilePermissions.fromString("rw-r--r--"));
		Files.setPosixFilePermissions(data.resolve("switchboard.lock"), PosixFilePermissions.fromString("rw-r--r--"));
		try (WarmSwitchboard second = WarmSwitchboard.start(this.folder, Map.of())) {
			assertThat(second.output()).doesNotContain(key).contains("password: <in ");
			assertThat(Files.readString(this.folder.resolve("data/webhook.key")).strip()).isEqualTo(key);
			isTheOwnersAlone(data);
		}
	}

	/** Each file, the database's own with it. */
	private static void isTheOwnersAlone(Path data) throws IOException {
		try (Stream<Path> files = Files.walk(data)) {
			List<Path> all = files.filter(Files::isRegularFile).toList();
			assertThat(all).extracting((file) -> file.getFileName().toString())
				.contains("switchboard.db", "switchboard.db-wal", "switchboard.db-shm", "switchboard.lock",
						"webhook.key", "api.token", "console.password");
			for (Path file : all) {
				assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).as(file.toString())
					.isEqualTo("rw-------");
			}
		}
	}

	@Test
	void the_container_runs_as_a_user_that_owns_nothing_but_its_data() throws IOException {
		List<String> lines = Files.readAllLines(Path.of("Dockerfile"));
		List<String> last = lines.subList(lines.lastIndexOf("FROM eclipse-temurin:17-jdk"), lines.size());
		assertThat(last).anyMatch((line) -> line.matches("USER [1-9]\\d{3,}(:\\d+)?"));
		int user = last.indexOf("USER 10001:10001");
		assertThat(last.subList(0, user)).anyMatch((line) -> line.contains("chown 10001:10001 data"));
		assertThat(last.subList(user, last.size())).noneMatch((line) -> line.startsWith("RUN "));
	}

	@Test
	void outside_the_demo_everything_that_is_missing_is_listed_at_once() {
		assertThat(WarmSwitchboard.failure(this.folder, Map.of("MAIL_HOST", "mail.example.org"),
				"--spring.profiles.active=production"))
			.contains("webhook.key", "WEBHOOK_KEY", "api.token", "spring.datasource.url", "mail.from",
					"destinations.support-email", "voipstudio.api.token", "console.url")
			.doesNotContain("MAIL_HOST")
			.doesNotContain("\tat ");
	}

	@Test
	void production_starts_when_all_is_given_and_shows_no_secret() throws Exception {
		Tools.assumeInstalled("curl");
		Map<String, String> environment = Map.of("WEBHOOK_KEY", Client.KEY, "API_TOKEN", Client.TOKEN, "MAIL_HOST",
				"127.0.0.1", "MAIL_PASSWORD", "mail-secret", "MAIL_FROM", "switchboard@example.org",
				"VOIPSTUDIO_API_TOKEN", "an-api-key", "DESTINATIONS_SUPPORT_EMAIL", "support@example.org",
				"DESTINATIONS_SMS_EMAIL", "sms@example.org", "CONSOLE_URL", "https://switchboard.example.org",
				"SPRING_DATASOURCE_URL", PostgresqlDatabase.newDatabase());
		try (WarmSwitchboard switchboard = WarmSwitchboard.start(this.folder, environment,
				"--spring.profiles.active=production")) {
			assertThat(switchboard.output()).contains("profile production")
				.doesNotContain(Client.KEY)
				.doesNotContain(Client.TOKEN)
				.doesNotContain("mail-secret");
			assertThat(this.folder.resolve("data/switchboard.db")).doesNotExist();
			assertThat(this.folder.resolve("data/console.password")).doesNotExist();
			assertThat(curl("http://localhost:" + switchboard.port() + "/login")).contains("Nobody can log in yet");
			assertThat(curl("-i", "http://localhost:" + switchboard.port() + "/")).startsWith("HTTP/1.1 401");
		}
	}

	/** One start for all of it; and routes may be a link. */
	@Test
	void https_is_served_from_pem_files_and_a_setting_says_what_is_final_and_a_second_one_on_the_same_data_is_refused()
			throws Exception {
		Tools.assumeInstalled("curl");
		Path link = Files.createSymbolicLink(this.folder.resolve("linked"), Path.of("routes").toAbsolutePath());
		Path store = this.folder.resolve("store.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "x", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost",
				"-keystore", store.toString(), "-storepass", "password")
			.start();
		assertThat(keytool.waitFor()).isZero();
		KeyStore keys = KeyStore.getInstance(store.toFile(), "password".toCharArray());
		String certificate = pem("CERTIFICATE", keys.getCertificate("x").getEncoded()).toString();
		Path key = pem("PRIVATE KEY", keys.getKey("x", "password".toCharArray()).getEncoded());
		Map<String, String> environment = Map.of("WEBHOOK_KEY", Client.KEY, "API_TOKEN", Client.TOKEN,
				"SERVER_SSL_CERTIFICATE", certificate, "SERVER_SSL_CERTIFICATEPRIVATEKEY", key.toString());
		try (WarmSwitchboard switchboard = WarmSwitchboard.start(this.folder, environment, "--routes.dir=" + link,
				"--voipstudio.final-when-absent=false", "--crm.url=http://localhost:1/");
				ChildSwitchboard second = ChildSwitchboard.launch(this.folder, Map.of())) {
			String url = "https://localhost:" + switchboard.port();
			String webhook = url + "/webhooks/voipstudio/" + Client.KEY;
			assertThat(switchboard.output()).contains(url + "/api/events");
			assertThat(curl("--cacert", certificate, webhook)).isEqualTo("{\"status\":\"ready\"}");
			curl("--cacert", certificate, "--data-binary", "@routes/samples/queue-missed-call-to-email.documented.json",
					webhook);
			await().untilAsserted(
					() -> assertThat(curl("--cacert", certificate, "-H", "Authorization: Bearer " + Client.TOKEN,
							url + "/api/deliveries"))
						.contains("\"route\":\"unrouted\"")
						.doesNotContain("email"));
			// of a hang-up it says nothing
			curl("--cacert", certificate, "--data-binary", "@routes/samples/call-ended-to-database.json", webhook);
			await().untilAsserted(
					() -> assertThat(curl("--cacert", certificate, "-H", "Authorization: Bearer " + Client.TOKEN,
							url + "/api/deliveries"))
						.contains("\"route\":\"call-ended-to-crm\""));
			assertThat(Files.getPosixFilePermissions(this.folder.resolve("data"))).hasSize(3);
			assertThat(second.awaitEnd()).contains("Another Switchboard uses data.dir=" + this.folder)
				.contains("Several may share one PostgreSQL")
				.doesNotContain("\tat ");
			assertThat(switchboard.isAlive()).isTrue();
		}
	}

	private static String curl(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of("curl", "-s"));
		command.addAll(List.of(arguments));
		return new String(new ProcessBuilder(command).start().getInputStream().readAllBytes());
	}

	private Path pem(String type, byte[] content) throws IOException {
		return Files.writeString(this.folder.resolve(type.toLowerCase().replace(' ', '-') + ".pem"),
				"-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type,
						Base64.getMimeEncoder().encodeToString(content), type));
	}

	/**
	 * What one start finds stands together, each in a file of its own. It is what the
	 * check finds, which knows many more.
	 */
	private static final String MISTAKES = """
			dtmf-to-database.camel.yaml | kamelet:database-sink  | kamelet:databse-sink  | there is no kamelet databse-sink
			sms-received-to-email.camel.yaml | ${variable.caller} | ${variable.caller | subject: Text message from ${variable.caller
			kamelets/email-sink.kamelet.yaml | "{{subject}}"     | "${nonsense} {{subject}}" | Unknown function: nonsense
			statements/dtmf.sql         | dtmf_tag,              | dtmf_tga,             | dtmf_tga
			templates/sms-received.txt  | ${body.text!""}        | ${body.text!"         | sms-received.txt
			switchboard.camel.yaml      | durable:dtmf-to        | durable:dmtf-to       | nothing reads from durable:dmtf-to-database

			sms-received-to-email.camel.yaml | Text message from | Q&A: 5%&x ${nonsense} | subject: Q&A: 5%&x ${nonsense} ${variable.caller}: this cannot be read. Unknown function: nonsense
			switchboard.camel.yaml      | context_kind} == 'que  | context_kind} = 'que  | switchboard
			dtmf-to-database.camel.yaml | kamelet:database-sink  | durable:unrouted      | dtmf-to-database.camel.yaml:10:18: only the switchboard may send to durable:unrouted
			kamelets/email-sink.kamelet.yaml | javaMailSender:   | javaMailSendr:        | smtp: has no option javaMailSendr. Did you mean javaMailSender?

			sms-received-to-email.camel.yaml | Text message from | Q&A: 5%&x {{no.such}} | there is no setting no.such
			switchboard.camel.yaml      | durable:dtmf-to-database | kamelet:email-sink | switchboard.camel.yaml:36:17: 'to: kamelet:email-sink' may not be in the switchboard
			dtmf-to-database.camel.yaml | description:           | id: again             | dtmf-to-database.camel.yaml:4:5: the key 'id' is there twice: first in line 3
			""";

	/** One in a file that is changed. */
	private record Mistake(String file, String text, String mistake, String named) {

		private static Mistake of(String line) {
			String[] parts = line.strip().split(" *\\| +", 4);
			return new Mistake(parts[0], parts[1], parts[2], parts[3]);
		}

	}

	static Stream<List<Mistake>> starts() {
		return Arrays.stream(MISTAKES.split("\n\n")).map((start) -> start.lines().map(Mistake::of).toList());
	}

	@ParameterizedTest
	@MethodSource("starts")
	void mistakes_in_routes_stop_the_start_and_each_is_named(List<Mistake> mistakes) throws Exception {
		Path routes = fewRoutes();
		for (Mistake mistake : mistakes) {
			put(routes, mistake.file(), mistake.text(), mistake.mistake());
		}
		String failure = BareSwitchboard.failure(this.folder, "--routes.dir=" + routes);
		for (Mistake mistake : mistakes) {
			assertThat(failure).contains(mistake.named(), mistake.file());
		}
		assertThat(failure).doesNotContain("\tat ");
	}

	@Test
	void a_table_that_cannot_be_made_stops_the_start_and_is_named() throws Exception {
		Path routes = routesWith("unrouted.camel.yaml", "unrouted", "unrouted");
		Files.createDirectories(routes.resolve("tables"));
		Files.writeString(routes.resolve("tables/V1__callbacks.sql"), "create table callbacks (id int);\ncreate it;\n");
		assertThat(BareSwitchboard.failure(this.folder, "--routes.dir=" + routes))
			.contains(routes + "/tables/V1__callbacks.sql:2:1: the database does not accept this. near \"it\"")
			.doesNotContain("\tat ");
	}

	@Test
	void a_start_that_fails_ends_the_process() throws Exception {
		Path routes = routesWith("switchboard.camel.yaml", "durable:dtmf-to", "durable:dmtf-to");
		try (ChildSwitchboard child = ChildSwitchboard.launch(this.folder, Map.of(), "--routes.dir=" + routes)) {
			assertThat(description(child.awaitEnd())).contains("nothing reads from durable:dmtf-to-database");
			assertThat(child.exitValue()).isNotZero();
		}
	}

	private Path routesWith(String file, String text, String mistake) throws IOException {
		Path routes = fewRoutes();
		put(routes, file, text, mistake);
		return routes;
	}

	private Path fewRoutes() {
		Path routes = this.folder.resolve("routes");
		FewRoutes.copyTo(routes, Set.of("dtmf-to-database", "sms-received-to-email", "recording-to-archive",
				"queue-missed-call-to-email"));
		return routes;
	}

	private static void put(Path routes, String file, String text, String mistake) throws IOException {
		String original = Files.readString(routes.resolve(file));
		assertThat(original).contains(text);
		Files.writeString(routes.resolve(file), original.replace(text, mistake));
	}

	private static String description(String output) {
		return output.substring(output.indexOf("APPLICATION FAILED TO START"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					--delivery.max-attemps=3               | there is no setting delivery.max-attemps. Did you mean delivery.max-attempts?
					--delivery.max-attempts=0 | delivery.max-attempts
					--oauth.desk.token-url=ftp://x --oauth.desk.client-id=a --oauth.desk.client-secret=hunter2 | oauth.desk.token-url must begin with https://
					--store.replaced-at=yesterday          | store.replaced-at=yesterday is not a time
					--spring.datasource.url=jdbc:h2:mem:x  | Switchboard stores in SQLite
					""")
	void a_wrong_setting_stops_the_start_and_is_named(String setting, String named) {
		assertThat(BareSwitchboard.failure(this.folder, setting.split(" "))).contains(named).doesNotContain("\tat ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					--webhook.rate=fast                    | webhook.rate: 'fast' is not a rate such as 50/s
					--webhook.key=with/slash               | webhook.key (WEBHOOK_KEY): a key is part of a URL
					--console.users[0].name=x --console.users[0].roles=viewer --console.users[0].password=secret | console.users[0].password is not a BCrypt hash
					--console.users[0].name=x              | console.users[0].roles is missing: write viewer, operator or phone
					""")
	void a_wrong_setting_of_the_doors_stops_the_start_and_is_named(String setting, String named) throws Exception {
		assertThat(WarmSwitchboard.failure(this.folder, Map.of(), setting.split(" "))).contains(named)
			.doesNotContain("\tat ");
	}

	@Test
	void wrong_values_stop_the_start_and_are_all_told_at_once() throws Exception {
		assertThat(WarmSwitchboard.failure(this.folder, Map.of(), "--display.time-zone=Mars/Olympus",
				"--console.users=ann:hunter2", "--webhook.max-body=much"))
			.contains("display.time-zone cannot be 'Mars/Olympus'. It is a time zone such as Europe/London.",
					"console.users is a section and cannot be a single value",
					"webhook.max-body cannot be 'much'. It is a size such as 64KB.")
			.doesNotContain("hunter2", "\tat ");
	}

}
