package io.switchboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Follows README: backup and restore while Switchboard runs, upgrade and downgrade. */
@Siege
@Order(2)
class BackupTests {

	private static final String ROUTE = "sms-received-to-email";

	private static final int SOME = 20;

	/** A version whose tables are not those of today. */
	private static final String OLDER = "9";

	private static final String MESSAGE = "{\"id\":\"%s\",\"event_name\":\"sms.received\",\"from_no\":\"447700900123\",\"text\":\"%1$s\"}";

	private final GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

	private final HttpClient http = HttpClient.newHttpClient();

	private int events;

	@TempDir
	Path folder;

	@BeforeEach
	void start() {
		this.mails.start();
	}

	@AfterEach
	void stop() {
		this.mails.stop();
	}

	@Test
	void a_restored_store_delivers_nothing_a_second_time() throws Exception {
		Tools.assumeInstalled("bash", "sqlite3", "pg_dump", "pg_restore");
		restore("SQLite", Ledger.below(this.folder), "");
		if (Size.of(0, 1) == 1) {
			this.mails.purgeEmailFromAllMailboxes();
			Ledger ledger = new Ledger(PostgresqlDatabase.newDatabase());
			restore("PostgreSQL", ledger, ledger.url());
		}
	}

	@Test
	void an_upgrade_goes_on_with_what_an_older_version_left_and_is_taken_back_by_its_backup() throws Exception {
		Tools.assumeInstalled("bash", "sqlite3", "pg_dump", "pg_restore", "psql");
		upgrade("SQLite", Ledger.below(this.folder), "");
		if (Size.of(0, 1) == 1) {
			this.mails.purgeEmailFromAllMailboxes();
			Ledger ledger = new Ledger(PostgresqlDatabase.newDatabase());
			upgrade("PostgreSQL", ledger, ledger.url());
		}
	}

	private void upgrade(String store, Ledger ledger, String url) throws Exception {
		Files.createDirectories(this.folder.resolve("data"));
		Flyway older = flyway(store, ledger, OLDER);
		older.migrate();
		leave(ledger, "pending", "delivered", "retrying", "dead");
		run(commands("Back up " + store), url);
		try (WarmSwitchboard switchboard = launch(url)) {
			await().atMost(Duration.ofMinutes(3))
				.until(() -> ledger.count("delivery where status in ('pending', 'retrying')") == 0);
			assertThat(this.mails.getReceivedMessages()).hasSize(2);
			assertThat(ledger.list("select status from delivery order by id")).containsExactly("delivered", "delivered",
					"delivered", "dead");
			// no row had this value before the upgrade
			await().atMost(Duration.ofMinutes(3))
				.until(() -> ledger.count("event where src_number = '447700900123'") == 4);
		}
		assertThat(older.info().applied()).hasSizeGreaterThan(Integer.parseInt(OLDER));
		run(commands("Restore " + store), url);
		assertThat(older.info().applied()).hasSize(Integer.parseInt(OLDER));
		assertThat(ledger.list("select status from delivery order by id")).containsExactly("pending", "delivered",
				"retrying", "dead");
		// and once more
		assertThat(flyway(store, ledger, "latest").migrate().success).isTrue();
	}

	private static Flyway flyway(String store, Ledger ledger, String target) {
		return Flyway.configure()
			.dataSource(ledger.url(), null, null)
			.locations("classpath:db/migration/" + store.toLowerCase(Locale.ROOT))
			.target(target)
			.load();
	}

	/** As it wrote them: text messages, each with its delivery. */
	private static void leave(Ledger ledger, String... statuses) throws SQLException {
		try (Connection connection = ledger.connect();
				PreparedStatement event = connection.prepareStatement("""
						insert into event (id, event_name, context_kind, received_at, status, body)
						values (?, 'sms.received', 'unknown', '2026-01-31T08:00:00.000Z', 'accepted', ?)""");
				PreparedStatement delivery = connection.prepareStatement(
						"""
								insert into delivery (event_seq, route, status, attempts, next_attempt_at, updated_at)
								select max(seq), '%s', ?, 1, '2026-01-31T08:00:00.000Z', '2026-01-31T08:00:00.000Z' from event"""
							.formatted(ROUTE))) {
			for (String status : statuses) {
				String id = "uk003.older." + status;
				event.setString(1, id);
				event.setBytes(2, MESSAGE.formatted(id).getBytes(StandardCharsets.UTF_8));
				event.executeUpdate();
				delivery.setString(1, status);
				delivery.executeUpdate();
			}
		}
	}

	private void restore(String store, Ledger ledger, String url) throws Exception {
		try (WarmSwitchboard switchboard = launch(url)) {
			act(switchboard, "routes/" + ROUTE + "/pause");
			send(switchboard, SOME);
			await().atMost(Duration.ofMinutes(3))
				.until(() -> ledger.count("delivery where status = 'delivered'") == SOME);
			run(commands("Back up " + store), url);
			act(switchboard, "routes/" + ROUTE + "/resume");
			await().atMost(Duration.ofMinutes(3)).until(() -> this.mails.getReceivedMessages().length == SOME);
			send(switchboard, SOME);
			await().atMost(Duration.ofMinutes(3)).until(() -> this.mails.getReceivedMessages().length == 2 * SOME);
		}
		run(commands("Restore " + store), url);
		assertThat(ledger.count("delivery where status = 'pending'")).isEqualTo(SOME);
		try (WarmSwitchboard switchboard = launch(url, "--store.replaced-at=" + Instant.now())) {
			assertThat(switchboard.output()).contains(SOME + " deliveries were open in the backup and are discarded");
			act(switchboard, "routes/" + ROUTE + "/resume");
			send(switchboard, 1);
			await().atMost(Duration.ofMinutes(3)).until(() -> this.mails.getReceivedMessages().length == 2 * SOME + 1);
			assertThat(ledger.count("event")).isEqualTo(SOME + 1);
			assertThat(ledger.count("delivery where status = 'discarded'")).isEqualTo(SOME);
			await().atMost(Duration.ofMinutes(3)).until(() -> ledger.count("sms") == SOME + 1);
			// somebody looked, and wants one of them after all
			act(switchboard, "deliveries/"
					+ ledger.list("select min(id) from delivery where status = 'discarded'").get(0) + "/redeliver");
			await().atMost(Duration.ofMinutes(3)).until(() -> this.mails.getReceivedMessages().length == 2 * SOME + 2);
		}
	}

	private WarmSwitchboard launch(String url, String... more) {
		List<String> settings = new ArrayList<>(List.of("--mail.host=127.0.0.1",
				"--mail.port=" + this.mails.getSmtp().getPort(), "--mail.security=none"));
		settings.addAll(Arrays.asList(more));
		if (!url.isEmpty()) {
			settings.add("--spring.datasource.url=" + url);
		}
		return WarmSwitchboard.startFew(this.folder, settings.toArray(String[]::new));
	}

	private void send(WarmSwitchboard switchboard, int number) throws IOException, InterruptedException {
		for (int i = 0; i < number; i++) {
			String id = "uk003.backup." + ++this.events;
			String body = MESSAGE.formatted(id);
			assertThat(this.http.send(Senders.request(switchboard, body), BodyHandlers.ofString()).body())
				.contains("accepted");
		}
	}

	private void act(WarmSwitchboard switchboard, String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:%d/api/%s".formatted(switchboard.port(), path)))
			.header("Authorization", "Bearer " + Client.TOKEN)
			.POST(BodyPublishers.noBody())
			.build();
		assertThat(this.http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
	}

	/** The block behind these words, without the start of the application. */
	private static String commands(String words) throws IOException {
		Matcher block = Pattern.compile(Pattern.quote(words) + ".*?```console\n(.*?)```", Pattern.DOTALL)
			.matcher(Files.readString(Path.of("README.md")));
		assertThat(block.find()).as(words).isTrue();
		return block.group(1).lines().filter((line) -> !line.contains("java ")).collect(Collectors.joining("\n"));
	}

	private void run(String script, String url) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder("bash", "-ec", script).directory(this.folder.toFile())
			.redirectErrorStream(true);
		builder.environment().put("DATABASE", url.replaceFirst("^jdbc:", ""));
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(script + output).isZero();
	}

}
