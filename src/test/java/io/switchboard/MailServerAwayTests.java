package io.switchboard;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real mail server that asks for a password and is away at first, and one that refuses
 * mails.
 */
@CamelSpringBootTest
@CapturesOutput
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "webhook.key=" + Client.KEY, "api.token=" + Client.TOKEN, "routes.reload=off",
				"mail.host=127.0.0.1", "mail.security=none", "mail.keep-connection=0s", "mail.username=switchboard",
				"mail.password=mail-secret", "delivery.backoff=300ms", "delivery.max-attempts=100",
				"delivery.breaker-pause=300ms", "delivery.breaker-failures=4",
				"destinations.support-email=good@x.test, gone@x.test", "voipstudio.api.record-wait=0s",
				"queue-missed-call-to-email.record-wait=0s", "reconciliation.every=0" })
@Import(Client.class)
@ContextConfiguration(initializers = TemporaryData.class)
class MailServerAwayTests {

	private static int port;

	private static TraceReceiver traces;

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@DynamicPropertySource
	static void mailPort(DynamicPropertyRegistry properties) throws IOException {
		port = FreePort.next();
		properties.add("mail.port", () -> port);
		traces = new TraceReceiver();
		properties.add("traces.url", traces::url);
	}

	@Test
	void mails_wait_for_their_server_and_hold_up_nothing_else(CapturedOutput output) {
		String id = this.client.accept(Samples.read("sms-received-to-database")).path("id").asText();
		await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
			List<JsonNode> deliveries = this.client.deliveries(id);
			assertThat(deliveries)
				.extracting((each) -> each.path("route").asText() + " " + each.path("status").asText())
				.containsExactly("sms-received-to-database delivered", "sms-received-to-email retrying");
			assertThat(deliveries.get(1).path("last_error").asText()).startsWith("email-copy: ")
				.contains("127.0.0.1", "Connection refused");
		});
		assertThat(this.jdbc.queryForObject("select count(*) from sms where event_key like ?", Integer.class, id + "%"))
			.isEqualTo(1);
		GreenMail mails = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
		mails.setUser("support@localhost", "switchboard", "mail-secret");
		mails.start();
		try {
			this.client.delivered(id);
			assertThat(mails.getReceivedMessages()).hasSize(1);
		}
		finally {
			mails.stop();
		}
		assertThat(output.getAll()).contains("attempt 1 of 100 failed", "at step email-copy")
			.doesNotContain("447700900456")
			.doesNotContain("Running late")
			.doesNotContain("mail-secret");
		String trace = oneTrace(id);
		assertThat(output.getAll().lines().filter((line) -> line.contains("of event " + id) && line.contains("failed")))
			.isNotEmpty()
			.allMatch((line) -> line.contains("[" + trace + "] "));
	}

	/** From the webhook to the mail, with the wait in the table between. */
	private String oneTrace(String id) {
		String parent = this.jdbc.queryForObject("select trace from event where id = ?", String.class, id);
		String trace = parent.split("-")[1];
		List<TraceReceiver.Span> spans = new ArrayList<>();
		await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
			spans.clear();
			traces.spans().stream().filter((span) -> span.trace().equals(trace)).forEach(spans::add);
			assertThat(spans).extracting(TraceReceiver.Span::name)
				.contains("POST /webhooks/voipstudio", "switchboard", "sms-received-to-database", "email-sink");
			assertThat(spans).filteredOn((span) -> span.name().equals("sms-received-to-email")).hasSizeGreaterThan(2);
			assertThat(spans).filteredOn((span) -> span.parent().isEmpty()).hasSize(1);
			assertThat(spans).extracting(TraceReceiver.Span::id)
				.containsAll(spans.stream().map(TraceReceiver.Span::parent).filter((each) -> !each.isEmpty()).toList());
		});
		assertThat(traces.text()).contains(id)
			.doesNotContain("447700900456")
			.doesNotContain("Running late")
			.doesNotContain("mail-secret")
			.doesNotContain("support@localhost");
		return trace;
	}

	@Test
	void who_can_be_reached_gets_the_mail_once_and_who_cannot_is_named() throws Exception {
		try (ScriptedMailServer mails = new ScriptedMailServer(port)) {
			mails.answers("RCPT TO:<gone@", "550 5.1.1 no such user here");
			String id = this.client.accept(Samples.read("queue-missed-call-to-email")).path("id").asText();
			JsonNode dead = mail(id, "dead");
			assertThat(dead.path("attempts").asInt()).isEqualTo(1);
			assertThat(dead.path("last_error").asText()).startsWith("email-team: ")
				.contains("gone@x.test: 550 5.1.1 no such user here; it accepted the mail for good@x.test");
			assertThat(mails.takenFor("good@x.test")).isEqualTo(1);
			mails.relents();
			this.client.act("deliveries/" + dead.path("id") + "/redeliver", "");
			mail(id, "delivered");
			assertThat(mails.takenFor("gone@x.test")).isEqualTo(1);
			assertThat(mails.takenFor("good@x.test")).as("not a second time").isEqualTo(1);
			this.client.act("deliveries/" + dead.path("id") + "/redeliver", "");
			await().until(() -> mails.takenFor("good@x.test") == 2);
			await().until(() -> mails.takenFor("gone@x.test") == 2);
			mail(id, "delivered");
		}
	}

	@Test
	void who_is_to_come_back_later_does_and_alone(CapturedOutput output) throws Exception {
		try (ScriptedMailServer mails = new ScriptedMailServer(port)) {
			mails.answers("RCPT TO:<gone@", "450 4.2.0 greylisted");
			String id = this.client.accept(Samples.read("queue-missed-call-to-email")).path("id").asText();
			await().until(() -> mail(id).path("attempts").asInt() >= 3);
			assertThat(this.jdbc.queryForList("select done from attempt where delivery_id = ? and done is not null",
					String.class, mail(id).path("id").asLong()))
				.as("kept, so that a restart does not forget it")
				.hasSize(1);
			mails.relents();
			mail(id, "delivered");
			assertThat(mails.takenFor("good@x.test")).isEqualTo(1);
			assertThat(mails.takenFor("gone@x.test")).isEqualTo(1);
			assertThat(mails.taken()).filteredOn((each) -> each.recipients().contains("gone@x.test"))
				.first()
				.satisfies((each) -> assertThat(each.text()).contains("To: good@x.test, gone@x.test"));
		}
		assertThat(output.getAll()).doesNotContain("gone@x.test");
	}

	@Test
	void texts_that_are_refused_for_their_content_hold_up_no_other() throws Exception {
		try (ScriptedMailServer mails = new ScriptedMailServer(port)) {
			mails.answersContent("lottery", "554 5.7.1 spam");
			List<String> refused = new ArrayList<>();
			for (int i = 0; i < 12; i++) {
				refused.add(this.client
					.accept(Samples.read("sms-received-to-email").put("text", "you have won the lottery " + i))
					.path("id")
					.asText());
			}
			for (String id : refused) {
				assertThat(mail(id, "dead").path("last_error").asText()).contains("554 5.7.1 spam");
			}
			JsonNode route = this.client.data("/api/routes/sms-received-to-email");
			assertThat(route.path("breaker").asText()).isEqualTo("closed");
			assertThat(mail(this.client.accept(Samples.read("sms-received-to-email")).path("id").asText(), "delivered")
				.path("attempts")
				.asInt()).isEqualTo(1);
		}
	}

	@Test
	void a_sign_in_that_is_refused_holds_the_route_and_kills_nothing() throws Exception {
		try (ScriptedMailServer mails = new ScriptedMailServer(port)) {
			mails.answers("AUTH", "535 5.7.8 wrong password");
			int dead = this.client.data("/api/routes/sms-received-to-email").path("dead").asInt();
			List<String> ids = new ArrayList<>();
			for (int i = 0; i < 6; i++) {
				ids.add(this.client.accept(Samples.read("sms-received-to-email")).path("id").asText());
			}
			await().until(() -> mails.commands().stream().filter((each) -> each.startsWith("AUTH")).count() >= 4);
			JsonNode route = this.client.data("/api/routes/sms-received-to-email");
			assertThat(route.path("state").asText()).isEqualTo("waiting");
			assertThat(route.path("problem").asText()).startsWith("the destination refuses the sign-in")
				.contains("535 5.7.8 wrong password", "MAIL_PASSWORD");
			assertThat(route.path("dead").asInt()).isEqualTo(dead);
			mails.relents();
			ids.forEach(this.client::delivered);
			assertThat(this.client.data("/api/routes/sms-received-to-email").path("problem").isNull()).isTrue();
		}
	}

	private JsonNode mail(String event) {
		return this.client.deliveries(event)
			.stream()
			.filter((each) -> each.path("route").asText().endsWith("-to-email"))
			.findFirst()
			.orElse(MissingNode.getInstance());
	}

	private JsonNode mail(String event, String status) {
		await().until(() -> mail(event).path("status").asText().equals(status));
		return mail(event);
	}

}
