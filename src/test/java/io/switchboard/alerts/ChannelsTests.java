package io.switchboard.alerts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.standardwebhooks.Webhook;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.switchboard.ScriptedMailServer;
import io.switchboard.mail.MailSenders;
import org.apache.camel.component.mail.JavaMailSender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

/** Each channel sends to a server of its kind. */
class ChannelsTests {

	private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

	private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

	@RegisterExtension
	static final WireMockExtension WEB = WireMockExtension.newInstance()
		.options(WireMockConfiguration.wireMockConfig().dynamicPort())
		.build();

	private final ObjectMapper json = new ObjectMapper();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private Duration patience = HttpChannel.PATIENCE;

	private Channels channels(JavaMailSender mail, Map<String, String> settings) {
		AlertSettings read = TestSettings.alerts(settings);
		return new Channels(read.channels()
			.stream()
			.map((each) -> each.kind().equals("mail") ? new MailChannel(each, mail, "switchboard@x.test")
					: new HttpChannel(each, Clock.systemUTC(), this.patience))
			.toList(), read.toAll(), this.meters);
	}

	private static Message message() {
		Alert alert = new Alert(7, "route-problem/a-route", TroubleKind.ROUTE_PROBLEM, "a-route",
				"a-route: <!channel> @all [x](http://evil.test)", 0, NOON, NOON, null, null, NOON, null, 0, null, null,
				null, 0);
		return new Wording(ZoneId.of("Europe/London"), "https://switchboard.test").message("id-1",
				List.of(new Notice(alert, Notice.What.BEGAN)));
	}

	@Test
	void mail_goes_to_a_real_server_and_has_an_id_of_its_own() throws Exception {
		try (ScriptedMailServer server = new ScriptedMailServer(0)) {
			Channels channels = channels(MailSenders.to(server.port()),
					Map.of("channels[0].mail", "a@x.test, b@x.test"));
			assertThat(this.meters.find("switchboard.alert.messages").counters()).as("from 0 on")
				.extracting((counter) -> counter.getId().getTag("outcome"))
				.containsExactlyInAnyOrder("sent", "failed");
			assertThat(channels.send(message())).isEqualTo(new Channels.Sent("mail", null));
			assertThat(server.taken()).singleElement().satisfies((taken) -> {
				assertThat(taken.recipients()).containsExactly("a@x.test", "b@x.test");
				assertThat(taken.text()).contains("Message-ID: <id-1@switchboard.invalid>",
						"Auto-Submitted: auto-generated", "From: switchboard@x.test",
						"Since 26 Nov 12:00 Europe/London", "https://switchboard.test/routes/a-route");
			});
			server.answers("RCPT TO:<b@", "550 5.1.1 no such user");
			assertThat(channels.send(message()).by()).as("one has it").isEqualTo("mail");
		}
	}

	@Test
	void a_mail_server_that_is_away_or_refuses_is_gone_around() throws Exception {
		WEB.stubFor(post(anyUrl()).willReturn(ok()));
		try (ScriptedMailServer server = new ScriptedMailServer(0)) {
			server.answers("RCPT", "554 5.7.1 relay access denied");
			Map<String, String> settings = Map.of("channels[0].mail", "a@x.test", "channels[1].mattermost",
					WEB.url("/secret"));
			Channels.Sent sent = channels(MailSenders.to(server.port()), settings).send(message());
			assertThat(sent.by()).isEqualTo("mattermost");
			server.close();
			Channels away = channels(MailSenders.to(server.port()), settings);
			assertThat(away.send(message()).by()).isEqualTo("mattermost");
			assertThat(away.states()).extracting(ChannelState::name).containsExactly("mail", "mattermost");
			assertThat(away.states().get(0).error()).startsWith("the mail server ").endsWith(" does not answer");
			assertThat(away.states().get(1).lastSentAt()).isNotNull();
		}
	}

	@Test
	void a_chat_gets_what_it_reads_and_no_name_calls_everybody() throws Exception {
		for (String chat : List.of("slack", "google-chat", "mattermost", "teams")) {
			WEB.resetAll();
			WEB.stubFor(post(anyUrl()).willReturn(ok()));
			assertThat(channels(null, Map.of("channels[0]." + chat, WEB.url("/secret"))).send(message()).by())
				.isEqualTo(chat);
			JsonNode sent = this.json.readTree(only().getBodyAsString());
			String text = chat.equals("teams") ? sent.at("/attachments/0/content/body/0/text").asText()
					: sent.path("text").asText();
			assertThat(text).as(chat)
				.contains("Critical", "a-route", "https://switchboard.test/routes/a-route")
				.doesNotContain("<!channel>");
			if (chat.equals("mattermost") || chat.equals("teams")) {
				assertThat(text).doesNotContain("@all", "[x](http://evil.test)");
			}
		}
	}

	@Test
	void a_webhook_is_signed_and_says_all_in_fields() throws Exception {
		WEB.stubFor(post(anyUrl()).willReturn(ok()));
		channels(null, Map.of("channels[0].name", "pager", "channels[0].webhook", WEB.url("/in"), "channels[0].secret",
				SECRET))
			.send(message());
		LoggedRequest request = only();
		Map<String, List<String>> headers = Map.of("webhook-id", List.of(request.getHeader("webhook-id")),
				"webhook-timestamp", List.of(request.getHeader("webhook-timestamp")), "webhook-signature",
				List.of(request.getHeader("webhook-signature")));
		new Webhook(SECRET).verify(request.getBodyAsString(), headers);
		assertThat(request.getHeader("webhook-id")).isEqualTo("msg_id-1");
		JsonNode event = this.json.readTree(request.getBodyAsString());
		assertThat(event.path("type").asText()).isEqualTo("switchboard.alerts");
		assertThat(event.at("/data/alerts/0")).isEqualTo(this.json.readTree(
				"""
						{"id": 7, "kind": "route-problem", "severity": "critical", "subject": "a-route", "status": "firing",
						 "summary": "a-route: <!channel> @all [x](http://evil.test)", "amount": 0,
						 "began_at": "2026-11-26T12:00:00Z", "ended_at": null, "link": "https://switchboard.test/routes/a-route"}"""));
	}

	@Test
	void a_chat_that_refuses_says_so_without_its_address() {
		WEB.stubFor(post(anyUrl()).willReturn(WireMock.status(404)));
		Channels.Sent sent = channels(null, Map.of("channels[0].slack", WEB.url("/T000/secret"))).send(message());
		assertThat(sent.isTaken()).isFalse();
		assertThat(sent.error()).isEqualTo("slack: localhost answered 404");
		assertThat(this.meters.counter("switchboard.alert.messages", "channel", "slack", "outcome", "failed").count())
			.isEqualTo(1);
	}

	@Test
	void a_chat_that_drips_its_answer_holds_up_no_alert() {
		this.patience = Duration.ofSeconds(3);
		WEB.stubFor(post("/drips").willReturn(ok("x".repeat(100)).withChunkedDribbleDelay(100, 60_000)));
		WEB.stubFor(post("/well").willReturn(ok()));
		Channels channels = channels(null,
				Map.of("channels[0].slack", WEB.url("/drips"), "channels[1].mattermost", WEB.url("/well")));
		assertThat(channels.send(message()).by()).isEqualTo("mattermost");
		assertThat(channels.states().get(0).error()).isEqualTo("localhost does not answer (TimeoutException)");
	}

	private static LoggedRequest only() {
		List<LoggedRequest> requests = WEB.findAll(postRequestedFor(anyUrl()));
		assertThat(requests).hasSize(1);
		return requests.get(0);
	}

}
