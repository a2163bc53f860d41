package io.switchboard.mail;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.switchboard.ScriptedMailServer;
import io.switchboard.failure.RouteFailure;
import io.switchboard.failure.Verdict;
import io.switchboard.oauth.AccessTokens;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.component.mail.JavaMailSender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Sign-in with tokens at a real mail server that speaks XOAUTH2, and reused connections.
 */
class MailSignInTests {

	private static final String MAILBOX = "switchboard@x.test";

	private final WireMockServer endpoint = new WireMockServer(WireMockConfiguration.options().dynamicPort());

	private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

	private GreenMailUser user;

	@BeforeEach
	void start() {
		this.endpoint.start();
		this.server.start();
		this.user = this.server.setUser(MAILBOX, MAILBOX, "token-1");
		token("token-1");
	}

	@AfterEach
	void stop() {
		this.endpoint.stop();
		this.server.stop();
	}

	private void token(String token) {
		this.endpoint.stubFor(any(anyUrl())
			.willReturn(aResponse().withBody("{\"access_token\":\"%s\",\"expires_in\":3599}".formatted(token))));
	}

	private JavaMailSender sender(int port, String oauth, Duration keep) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("oauth.microsoft.token-url", this.endpoint.baseUrl() + "/tenant/oauth2/v2.0/token",
							"oauth.microsoft.client-id", "app", "oauth.microsoft.client-secret", "app-secret",
							"oauth.microsoft.scope", "https://outlook.office365.com/.default")));
		return new MailConfiguration().mailSender(
				new MailSettings("127.0.0.1", port, MAILBOX, "mail-secret", MAILBOX, MailSettings.Security.NONE, oauth,
						keep, Map.of()),
				new StaticListableBeanFactory().getBeanProvider(DemoMailServer.class), AccessTokens.of(environment));
	}

	private static MimeMessage mail() throws Exception {
		MimeMessage mail = new MimeMessage((jakarta.mail.Session) null);
		mail.setFrom(MAILBOX);
		mail.setRecipients(MimeMessage.RecipientType.TO, "a@x.test");
		mail.setSubject("x");
		mail.setText("x");
		return mail;
	}

	@Test
	void a_token_signs_in_and_is_kept() throws Exception {
		JavaMailSender sender = sender(this.server.getSmtp().getPort(), "microsoft", Duration.ZERO);
		for (int i = 0; i < 3; i++) {
			sender.send(mail());
		}
		assertThat(this.server.getReceivedMessages()).hasSize(3);
		this.endpoint.verify(1, postRequestedFor(urlPathEqualTo("/tenant/oauth2/v2.0/token")));
	}

	@Test
	void a_token_that_was_called_back_is_renewed_at_once() throws Exception {
		JavaMailSender sender = sender(this.server.getSmtp().getPort(), "microsoft", Duration.ZERO);
		sender.send(mail());
		this.user.setPassword("token-2");
		token("token-2");
		sender.send(mail());
		assertThat(this.server.getReceivedMessages()).hasSize(2);
		this.endpoint.verify(2, postRequestedFor(anyUrl()));
	}

	@Test
	void a_mailbox_that_the_client_may_not_use_is_told_without_a_token() throws Exception {
		this.user.setPassword("another");
		RouteFailure failure = failure(sender(this.server.getSmtp().getPort(), "microsoft", Duration.ZERO));
		assertThat(failure.verdict()).isEqualTo(Verdict.SHUT_OUT);
		assertThat(failure.sentence())
			.contains("refuses the sign-in", "see mail.username (MAIL_USERNAME), oauth.microsoft")
			.doesNotContain("token-1")
			.doesNotContain("app-secret");
		this.endpoint.verify(2, postRequestedFor(anyUrl()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					401 | {"error":"invalid_client"}             | SHUT_OUT | oauth.microsoft: the token endpoint refuses us: 401 invalid_client
					400 | {"error":"unauthorized_client"}        | SHUT_OUT | oauth.microsoft: the token endpoint refuses us: 400 unauthorized_client
					503 | {"error":"temporarily_unavailable"}    | AWAY     | oauth.microsoft: the token endpoint gives no token for now: 503
					""")
	void a_token_endpoint_that_gives_none_is_told(int status, String body, Verdict verdict, String told)
			throws Exception {
		this.endpoint.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withBody(body)));
		RouteFailure failure = failure(sender(this.server.getSmtp().getPort(), "microsoft", Duration.ZERO));
		assertThat(failure.verdict()).isEqualTo(verdict);
		assertThat(failure.sentence()).contains(told).doesNotContain("app-secret");
		assertThat(this.server.getReceivedMessages()).isEmpty();
	}

	@Test
	void a_token_endpoint_that_is_away_is_told() throws Exception {
		JavaMailSender sender = sender(this.server.getSmtp().getPort(), "microsoft", Duration.ZERO);
		this.endpoint.stop();
		RouteFailure failure = failure(sender);
		assertThat(failure.verdict()).isEqualTo(Verdict.AWAY);
		assertThat(failure.sentence()).contains("oauth.microsoft: the token endpoint localhost does not answer");
	}

	@Test
	void a_client_that_is_in_no_setting_stops_the_start() {
		assertThatThrownBy(() -> sender(1, "nobody", Duration.ZERO))
			.isInstanceOf(InvalidConfigurationPropertyValueException.class)
			.hasMessageContaining("mail.oauth");
	}

	private static RouteFailure failure(JavaMailSender sender) {
		return new RouteFailure("send", catchThrowable(() -> sender.send(mail())));
	}

	@Test
	void several_mails_go_over_one_connection_and_a_bound_is_kept() throws Exception {
		try (ScriptedMailServer scripted = new ScriptedMailServer(0);
				MailSender sender = (MailSender) sender(scripted.port(), "", Duration.ofMinutes(5))) {
			for (int i = 0; i < Connections.MOST_MAILS + 2; i++) {
				sender.send(mail());
			}
			assertThat(scripted.taken()).hasSize(Connections.MOST_MAILS + 2);
			assertThat(hellos(scripted)).hasSize(2);
		}
	}

	@Test
	void a_connection_that_the_server_has_closed_meanwhile_is_made_anew() throws Exception {
		try (ScriptedMailServer scripted = new ScriptedMailServer(0);
				MailSender sender = (MailSender) sender(scripted.port(), "", Duration.ofMinutes(5))) {
			sender.send(mail());
			scripted.answers("NOOP", "421 4.4.2 idle for too long");
			sender.send(mail());
			assertThat(scripted.taken()).hasSize(2);
			assertThat(hellos(scripted)).hasSize(2);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "MAIL FROM", "RCPT TO", "DATA" })
	void a_connection_on_which_something_failed_is_not_used_again(String command) throws Exception {
		try (ScriptedMailServer scripted = new ScriptedMailServer(0);
				MailSender sender = (MailSender) sender(scripted.port(), "", Duration.ofMinutes(5))) {
			sender.send(mail());
			scripted.answers(command, "451 4.3.0 not now");
			assertThat(catchThrowable(() -> sender.send(mail()))).isNotNull();
			scripted.relents();
			sender.send(mail());
			assertThat(scripted.taken()).hasSize(2);
			assertThat(hellos(scripted)).hasSize(2);
		}
	}

	@Test
	void what_is_kept_is_closed_at_the_end() throws Exception {
		try (ScriptedMailServer scripted = new ScriptedMailServer(0)) {
			MailSender sender = (MailSender) sender(scripted.port(), "", Duration.ofMinutes(5));
			sender.send(mail());
			assertThat(scripted.commands()).doesNotContain("QUIT");
			sender.close();
			assertThat(scripted.commands()).contains("QUIT");
		}
	}

	private static List<String> hellos(ScriptedMailServer server) {
		return server.commands().stream().filter((each) -> each.startsWith("EHLO")).toList();
	}

}
