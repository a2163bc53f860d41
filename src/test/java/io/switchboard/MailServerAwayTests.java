package io.switchboard;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
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

/** A real mail server that asks for a password, and is away at first. */
@CamelSpringBootTest
@CapturesOutput
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "webhook.key=" + Client.KEY, "api.token=" + Client.TOKEN, "mail.host=127.0.0.1",
				"mail.security=none", "mail.username=switchboard", "mail.password=mail-secret",
				"delivery.backoff=300ms", "delivery.max-attempts=100" })
@Import(Client.class)
@ContextConfiguration(initializers = TemporaryData.class)
class MailServerAwayTests {

	private static int port;

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@DynamicPropertySource
	static void mailPort(DynamicPropertyRegistry properties) throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		properties.add("mail.port", () -> port);
	}

	@Test
	void mails_wait_for_their_server_and_hold_up_nothing_else(CapturedOutput output) {
		String id = this.client.accept(Samples.read("sms-received-to-database")).path("id").asText();
		await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
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
	}

}
