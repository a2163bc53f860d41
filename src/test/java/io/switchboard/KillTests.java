package io.switchboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class KillTests {

	private static final int ENOUGH = 2000;

	private final HttpClient http = HttpClient.newHttpClient();

	private final Set<String> accepted = ConcurrentHashMap.newKeySet();

	private final AtomicInteger numbers = new AtomicInteger();

	@TempDir
	Path folder;

	@Test
	void nothing_is_lost_when_the_process_is_killed() throws Exception {
		GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
		mails.start();
		String[] settings = { "--mail.host=127.0.0.1", "--mail.port=" + mails.getSmtp().getPort(),
				"--mail.security=none" };
		try (ChildSwitchboard first = ChildSwitchboard.launch(this.folder, environment(), settings).awaitReady()) {
			loadUntilKilled(first);
		}
		assertThat(this.accepted).hasSizeGreaterThan(ENOUGH);
		try (ChildSwitchboard second = ChildSwitchboard.launch(this.folder, environment(), settings).awaitReady()) {
			await().atMost(Duration.ofSeconds(90))
				.pollInterval(Duration.ofMillis(500))
				.until(() -> number("select count(*) from delivery where status <> 'delivered'") == 0);
		}
		Set<String> kept = ids("select id from event where status = 'accepted'");
		assertThat(kept).containsAll(this.accepted);
		assertThat(number("select count(*) from delivery where status = 'delivered'")).isEqualTo(2 * kept.size());
		assertThat(ids("select text from sms")).isEqualTo(kept);
		assertThat(number("select count(*) from sms")).isEqualTo(kept.size());
		MimeMessage[] sent = mails.getReceivedMessages();
		Set<String> messageIds = new HashSet<>();
		for (MimeMessage mail : sent) {
			messageIds.add(mail.getMessageID());
		}
		assertThat(messageIds).hasSize(kept.size());
		assertThat(sent.length - kept.size()).as("mails that were sent twice").isBetween(0, 600);
		mails.stop();
	}

	@Test
	void while_it_starts_a_webhook_is_told_to_come_back_and_is_never_told_404() throws Exception {
		Set<Integer> answers = new HashSet<>();
		try (ChildSwitchboard child = ChildSwitchboard.launch(this.folder, environment())) {
			await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(2)).until(() -> {
				boolean ready = isReady(child);
				int answer = answer(child);
				assertThat(answer).as("the answer to a webhook once readiness is up")
					.isIn(ready ? Set.of(200) : Set.of(0, 200, 503));
				answers.add(answer);
				return answers.contains(200) || !child.isAlive();
			});
			assertThat(answers).contains(200).isSubsetOf(0, 200, 503);
		}
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

	/** The status, or 0 while nobody listens. */
	private int answer(ChildSwitchboard child) throws InterruptedException {
		try {
			HttpResponse<String> reply = this.http.send(request(child, "{\"id\":\"first\"}"), BodyHandlers.ofString());
			if (reply.statusCode() == 503) {
				assertThat(reply.headers().firstValue("Retry-After")).isPresent();
			}
			return reply.statusCode();
		}
		catch (IOException ex) {
			return 0;
		}
	}

	private void loadUntilKilled(ChildSwitchboard child) throws Exception {
		ExecutorService senders = Executors.newFixedThreadPool(16);
		for (int i = 0; i < 16; i++) {
			senders.execute(() -> {
				while (child.isAlive()) {
					sendOne(child);
				}
			});
		}
		await().atMost(Duration.ofSeconds(60)).until(() -> this.accepted.size() > ENOUGH);
		child.kill();
		senders.shutdown();
		assertThat(senders.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
	}

	private void sendOne(ChildSwitchboard child) {
		String id = "uk003.load." + this.numbers.incrementAndGet();
		String event = "{\"id\":\"%s\",\"event_name\":\"sms.received\",\"from_no\":\"447700900123\",\"text\":\"%s\"}"
			.formatted(id, id);
		try {
			HttpResponse<String> reply = this.http.send(request(child, event), BodyHandlers.ofString());
			if (reply.body().contains("accepted")) {
				this.accepted.add(id);
			}
		}
		catch (IOException ex) {
			// killed: this one was not accepted
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static HttpRequest request(ChildSwitchboard child, String body) {
		return HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:%d/webhooks/voipstudio/%s".formatted(child.port(), Client.KEY)))
			.timeout(Duration.ofSeconds(20))
			.POST(BodyPublishers.ofString(body))
			.build();
	}

	private static Map<String, String> environment() {
		return Map.of("WEBHOOK_KEY", Client.KEY, "API_TOKEN", Client.TOKEN);
	}

	private int number(String query) throws SQLException {
		return Integer.parseInt(ids(query).iterator().next());
	}

	private Set<String> ids(String query) throws SQLException {
		String url = "jdbc:sqlite:" + this.folder.resolve("data/switchboard.db") + "?busy_timeout=10000";
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(query)) {
			Set<String> values = new HashSet<>();
			while (rows.next()) {
				values.add(rows.getString(1));
			}
			return values;
		}
	}

}
