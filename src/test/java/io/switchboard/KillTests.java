package io.switchboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Siege
@Order(1)
class KillTests {

	private static final int ENOUGH = Size.of(200, 2000);

	private static final int UNMARKED = Size.of(30, 200);

	private static final String WRITTEN_NOT_MARKED = """
			sms join event on event.id = sms.text join delivery on delivery.event_seq = event.seq
			where delivery.route = 'sms-received-to-database' and delivery.status = 'pending'""";

	private static final String WITHOUT_DELIVERY = """
			event where status = 'accepted' and not exists (select 1 from delivery d where d.event_seq = event.seq)""";

	private final HttpClient http = HttpClient.newHttpClient();

	@TempDir
	Path folder;

	/** At the kill some groups are still open, and others have just been closed. */
	@Test
	void nothing_is_lost_when_the_process_is_killed_and_while_it_starts_a_webhook_is_told_to_come_back()
			throws Exception {
		Path routes = Path.of(FewRoutes.forSenders(this.folder));
		Files.writeString(routes.resolve("texts-to-email.camel.yaml"),
				"""
						- route:
						    id: texts-to-email
						    from:
						      uri: durable:texts-to-email
						      parameters: {gather: 2s, gatherBy: event_name}
						      steps:
						        - to: {id: email-texts, uri: "kamelet:email-sink", parameters: {to: t@example.org, subject: "Texts: ${body.size}", template: digest}}
						""");
		Files.writeString(routes.resolve("switchboard.camel.yaml"), """
				        - filter:
				            id: texts
				            expression: {simple: {expression: "${variable.event_name} == 'sms.received'"}}
				            steps:
				              - to: {uri: "durable:texts-to-email"}
				""", StandardOpenOption.APPEND);
		GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
		mails.start();
		String[] settings = { "--mail.host=127.0.0.1", "--mail.port=" + mails.getSmtp().getPort(),
				"--mail.security=none" };
		Ledger ledger = Ledger.below(this.folder);
		Set<String> accepted = killUnderLoad(settings);
		assertThat(ledger.count(WITHOUT_DELIVERY)).as("events that go nowhere").isZero();
		try (WarmSwitchboard second = WarmSwitchboard.startFew(this.folder, settings)) {
			ledger.awaitDelivered();
		}
		ledger.assertHasOnce(accepted, 3);
		int expected = ledger.count("sms");
		Set<String> messageIds = new HashSet<>();
		Map<String, Integer> gathered = new HashMap<>();
		int sent = 0;
		for (MimeMessage mail : mails.getReceivedMessages()) {
			if (mail.getSubject().startsWith("Texts: ")) {
				gathered.put(mail.getMessageID(), Integer.valueOf(mail.getSubject().substring("Texts: ".length())));
			}
			else {
				sent++;
				messageIds.add(mail.getMessageID());
			}
		}
		assertThat(messageIds).hasSize(expected);
		assertThat(sent - expected).as("mails that were sent twice").isBetween(0, 600);
		assertThat(gathered.values().stream().mapToInt(Integer::intValue).sum()).as("in mails, of %s", gathered)
			.isEqualTo(expected);
		assertThat(gathered).hasSizeLessThan(20);
		mails.stop();
	}

	/**
	 * Senders also send during the start: they get 503 with Retry-After or no connection,
	 * and never 404.
	 */
	private Set<String> killUnderLoad(String... settings) throws InterruptedException {
		try (ChildSwitchboard child = launch(settings); Senders senders = Senders.start(child)) {
			await().atMost(Duration.ofMinutes(3))
				.failFast("it ended", () -> !child.isAlive())
				.until(() -> isReady(child));
			int refused = senders.turnedAway();
			senders.awaitAccepted(ENOUGH);
			assertThat(senders.turnedAway() - refused)
				.as("turned away by one that was ready, but for who was under way")
				.isLessThanOrEqualTo(Senders.NUMBER);
			child.kill();
			senders.stop();
			return senders.accepted();
		}
	}

	/**
	 * At the kill hundreds of rows are being written whose deliveries cannot be
	 * acknowledged.
	 */
	@Test
	void what_was_written_but_not_marked_at_the_kill_runs_again_and_is_there_once() throws Exception {
		Ledger ledger = new Ledger(PostgresqlDatabase.newDatabase());
		String[] settings = { "--spring.datasource.url=" + ledger.url() };
		try (ChildSwitchboard first = launch(settings).awaitReady(); Senders senders = Senders.start(first)) {
			try (Connection rows = lock(ledger, "sms")) {
				senders.awaitAccepted(ENOUGH);
				await().atMost(Duration.ofMinutes(3))
					.until(() -> ledger.count("delivery where route = 'sms-received-to-database'") > ENOUGH / 4);
				try (Connection marks = lock(ledger, "delivery")) {
					rows.rollback();
					await().atMost(Duration.ofMinutes(3)).until(() -> ledger.count(WRITTEN_NOT_MARKED) > UNMARKED);
					first.kill();
					senders.stop();
					marks.rollback();
				}
			}
			assertThat(ledger.count(WRITTEN_NOT_MARKED)).isGreaterThan(UNMARKED);
			assertThat(ledger.count(WITHOUT_DELIVERY)).as("events that go nowhere").isZero();
			try (WarmSwitchboard second = WarmSwitchboard.startFew(this.folder, settings)) {
				ledger.awaitDelivered();
			}
			ledger.assertHasOnce(senders.accepted());
		}
	}

	/** Locks the table against writers until it is rolled back. */
	private static Connection lock(Ledger ledger, String table) throws SQLException {
		Connection connection = ledger.connect();
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute("lock table " + table + " in exclusive mode");
		}
		return connection;
	}

	private ChildSwitchboard launch(String... settings) {
		return ChildSwitchboard.launchFew(this.folder, settings);
	}

	private boolean isReady(ChildSwitchboard child) throws InterruptedException {
		try {
			URI readiness = URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(child.port()));
			return this.http.send(HttpRequest.newBuilder(readiness).build(), BodyHandlers.discarding())
				.statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
