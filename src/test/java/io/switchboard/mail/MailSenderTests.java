package io.switchboard.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.switchboard.ScriptedMailServer;
import io.switchboard.failure.DestinationAway;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.failure.RefusedForNow;
import io.switchboard.failure.RouteFailure;
import io.switchboard.failure.RouteFailure;
import io.switchboard.failure.SignInRefused;
import io.switchboard.failure.Verdict;
import io.switchboard.failure.Verdict;
import io.switchboard.oauth.AccessTokens;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.component.mail.JavaMailSender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The meaning of a mail server's answers, and the recipients that get the mail in spite
 * of them.
 */
class MailSenderTests {

	private static final Map<String, Class<? extends Throwable>> MEANINGS = Map.of("never", PermanentFailure.class,
			"for now", RefusedForNow.class, "sign in", SignInRefused.class, "away", DestinationAway.class);

	private ScriptedMailServer server;

	@BeforeEach
	void serve() throws Exception {
		this.server = new ScriptedMailServer(0);
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			RCPT TO:<b@ | 550 5.1.1 <b@x.test>: no such user            | never   | b@x.test: 550 5.1.1
			RCPT TO:<b@ | 550 no such user here                         | never   | b@x.test: 550 no such user
			RCPT TO:<b@ | 551 5.1.6 moved away                          | never   | b@x.test
			RCPT TO:<b@ | 553 5.1.3 bad address syntax                  | never   | b@x.test
			RCPT TO:<b@ | 552 5.2.2 mailbox full                        | never   | b@x.test
			RCPT TO:<b@ | 556 5.1.10 domain takes no mail               | never   | b@x.test
			RCPT TO:<b@ | 550 5.7.1 you may not write to b              | never   | b@x.test
			RCPT TO:<b@ | 450 4.2.1 mailbox busy                        | for now | b@x.test: 450 4.2.1
			RCPT TO:<b@ | 451 4.7.1 greylisted, come back later         | for now | b@x.test
			RCPT TO:<b@ | 452 4.5.3 too many recipients                 | for now | b@x.test
			""")
	void one_that_is_refused_keeps_the_mail_from_nobody_else(String command, String reply, String meaning, String named)
			throws Exception {
		this.server.answers(command, reply);
		Throwable failure = send("a@x.test, b@x.test, c@x.test");
		assertThat(failure).isInstanceOf(MailFailure.class)
			.hasCauseInstanceOf(MEANINGS.get(meaning))
			.hasMessageContaining(named)
			.hasMessageContaining("it accepted the mail for a@x.test, c@x.test");
		assertThat(((MailFailure) failure).done()).containsExactlyInAnyOrder("mail  to a@x.test", "mail  to c@x.test");
		assertThat(this.server.taken()).hasSize(1);
		assertThat(this.server.taken().get(0).recipients()).containsExactly("a@x.test", "c@x.test");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			RCPT        | 550 5.1.1 no such user                        | never
			RCPT        | 550 5.7.1 relaying denied                     | sign in
			RCPT        | 530 5.7.0 authentication required             | sign in
			RCPT        | 554 5.7.1 relay access denied                 | sign in
			RCPT        | 550 relay not permitted                       | sign in
			RCPT        | 553 not in my list of rcpthosts (#5.7.1)      | sign in
			RCPT        | 450 4.2.0 greylisted                          | for now
			RCPT        | 451 4.3.0 mail system full                    | away
			MAIL        | 552 5.3.4 message size exceeds the limit      | never
			MAIL        | 552 too much mail data                        | never
			MAIL        | 530 5.7.0 must issue a STARTTLS command first | sign in
			MAIL        | 535 5.7.8 authentication failed               | sign in
			MAIL        | 550 5.7.1 you may not send as this            | sign in
			MAIL        | 553 5.7.1 sender address rejected             | sign in
			MAIL        | 452 4.3.1 insufficient system storage         | away
			MAIL        | 421 4.7.0 try again later                     | away
			AUTH        | 535 5.7.8 bad credentials                     | sign in
			AUTH        | 454 4.7.0 temporary authentication failure    | away
			DATA        | 451 4.3.0 error in processing                 | away
			DATA        | 554 5.5.1 no                                  | never
			greeting    | 421 4.3.2 too many connections                | away
			greeting    | 554 5.7.1 your address is on a list           | sign in
			content x   | 554 5.7.1 message contains spam               | never
			content x   | 554 rejected due to content                   | never
			content x   | 550 5.7.1 unsolicited mail                    | never
			content x   | 552 5.3.4 message too big                     | never
			content x   | 523 5.2.3 longer than the mailbox allows      | never
			content x   | 554 5.2.252 SendAsDenied                      | sign in
			content x   | 451 4.7.1 looked at again in an hour          | for now
			content x   | 450 4.7.0 slow down                           | for now
			content x   | 452 4.3.1 disk full                           | away
			content x   | 421 4.4.2 timed out                           | away
			""")
	void what_a_refusal_means_depends_on_what_is_refused(String command, String reply, String meaning)
			throws Exception {
		this.server.answers(command, reply);
		Throwable failure = send("a@x.test, b@x.test");
		assertThat(failure).isInstanceOf(MailFailure.class)
			.hasCauseInstanceOf(MEANINGS.get(meaning))
			.hasMessageContaining(reply.substring(0, 3))
			.hasMessageContaining(reply.substring(reply.length() - 8));
		if (meaning.equals("never")) {
			assertThat(failure).hasMessageContaining("a@x.test").hasMessageContaining("b@x.test");
		}
		assertThat(((MailFailure) failure).done()).isEmpty();
		assertThat(this.server.taken()).isEmpty();
		assertThat(String.valueOf(failure.getMessage())).doesNotContain("mail-secret");
	}

	/** The answer is about neither the mail nor the password. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			greeting  | hello there | the mail server gave an answer that is not SMTP:
			MAIL      | hello there | the mail server gave an answer that is not SMTP: hello there
			MAIL      | 999 what    | the mail server gave an answer that is not SMTP: 999 what
			RCPT      | hello there | the mail server gave an answer that is not SMTP: a@x.test: -1 hello there
			DATA      | 999 what    | the mail server gave an answer that is not SMTP: 999 what
			content x | 999 what    | the mail server gave an answer that is not SMTP: 999 what
			""")
	void an_answer_that_is_none_is_told_and_tried_again(String command, String reply, String told) throws Exception {
		this.server.answers(command, reply);
		RouteFailure failure = new RouteFailure(null, send("a@x.test"));
		assertThat(failure.sentence()).startsWith(told);
		assertThat(failure.verdict()).isEqualTo(Verdict.UNCLEAR);
	}

	/**
	 * Some filters reset the connection for a mail that they reject; other mails may
	 * pass.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "MAIL", "RCPT", "DATA", "content x" })
	void a_connection_that_is_reset_says_as_little_about_the_server_as_one_that_is_closed(String command) {
		this.server.answers(command, ScriptedMailServer.RESET);
		RouteFailure failure = new RouteFailure(null, send("a@x.test"));
		assertThat(failure.sentence()).isEqualTo("the mail server closed the connection before it accepted the mail");
		assertThat(failure.verdict()).isEqualTo(Verdict.UNCLEAR);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			greeting | 554 no service for you | false
			MAIL     | 501 5.5.4 bad argument | false
			MAIL     | 550 5.7.1 not as this  | true
			RCPT     | 530 5.7.0 sign in      | true
			""")
	void only_what_is_about_the_sign_in_is_told_as_one(String command, String reply, boolean signIn) throws Exception {
		this.server.answers(command, reply);
		RouteFailure failure = new RouteFailure(null, send("a@x.test"));
		assertThat(failure.verdict()).isEqualTo(Verdict.SHUT_OUT);
		assertThat(failure.shutOut().contains("sign-in")).isEqualTo(signIn);
	}

	/** The table in the documentation. */
	static Stream<Arguments> answersOfThePage() throws IOException {
		return Pattern.compile("(?m)^\\| `(\\d{3} [^`]+)` \\| ([^|]+) \\| ([^|]+) \\|$")
			.matcher(Files.readString(Path.of("docs/destinations/mail.md")))
			.results()
			.map((row) -> Arguments.of(row.group(1), row.group(2), row.group(3)));
	}

	@ParameterizedTest(name = "{0} to {1}")
	@MethodSource("answersOfThePage")
	void what_the_page_says_of_an_answer_is_so(String reply, String to, String fate) {
		String command = Map
			.of("the connection", "greeting", "the sign-in", "AUTH", "the sender", "MAIL", "one of several recipients",
					"RCPT TO:<b@", "every recipient", "RCPT", "the mail itself", "content x")
			.get(to);
		this.server.answers(command, reply);
		Verdict verdict = new RouteFailure("step", send("a@x.test, b@x.test")).verdict();
		assertThat(verdict).isEqualTo(fate.startsWith("is a dead letter") ? Verdict.NEVER : fate.startsWith("waits")
				? Verdict.SHUT_OUT : fate.contains("route waits") ? Verdict.AWAY : Verdict.REFUSED);
		assertThat(this.server.taken()).hasSize(to.startsWith("one of") ? 1 : 0);
	}

	@Test
	void who_is_refused_for_now_is_told_from_who_is_refused_for_ever() throws Exception {
		this.server.answers("RCPT TO:<b@", "550 5.1.1 no such user").answers("RCPT TO:<c@", "450 4.2.1 busy");
		assertThat(send("a@x.test, b@x.test, c@x.test")).hasCauseInstanceOf(RefusedForNow.class)
			.hasMessageContaining("b@x.test: 550")
			.hasMessageContaining("c@x.test: 450");
	}

	@Test
	void a_server_that_hangs_up_is_away() throws Exception {
		this.server.answers("RCPT", "421 4.3.2 shutting down");
		assertThat(send("a@x.test")).hasCauseInstanceOf(DestinationAway.class).hasMessageContaining("421 4.3.2");
		// the server has closed the connection before the second mail, which shows in one
		// of two ways
		assertThat(send("a@x.test, b@x.test")).satisfiesAnyOf(
				(failure) -> assertThat(failure).hasCauseInstanceOf(DestinationAway.class),
				(failure) -> assertThat(failure).hasRootCauseInstanceOf(java.io.IOException.class));
		this.server.close();
		assertThat(send("a@x.test")).hasRootCauseInstanceOf(java.net.ConnectException.class);
	}

	/** It may have taken the mail, and then the next attempt doubles it. */
	@Test
	void a_server_that_does_not_answer_in_time_is_away_and_what_to_set_for_a_slow_one_is_told() throws Exception {
		String told = "did not answer in time; if it is only slow, set mail.smtp.timeout in mail.properties";
		this.server.answersContent("Subject", "250-not yet all of it");
		for (String command : List.of("QUIT", "EHLO", "greeting")) {
			this.server.answers(command, "220-not yet all of it");
			Throwable failure = catchThrowable(
					() -> sender(Map.of("mail.smtp.timeout", "200", "mail.smtp.quitwait", "false"))
						.send(mail("a@x.test")));
			assertThat(failure).as(command).hasCauseInstanceOf(DestinationAway.class).hasMessageContaining(told);
		}
		assertThat(Path.of("docs/destinations/mail.md")).content().contains("mail.smtp.timeout: ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			greeting | 220-x
			greeting | 220
			EHLO     | 250-SIZE
			RCPT     | 250
			RCPT     | 550-no such user
			QUIT     | 221-
			""")
	void a_server_that_never_stops_talking_is_not_listened_to_for_ever(String command, String begins) throws Exception {
		String line = begins.contains("-") ? (begins + " x\r\n").repeat(400_000) : begins + " " + "x".repeat(4_000_000);
		this.server.answers(command, line);
		Throwable failure = send("a@x.test");
		if (command.equals("QUIT")) {
			// it took the mail by then
			assertThat(failure).isNull();
		}
		else {
			assertThat(failure).hasStackTraceContaining("the mail server answers with more than 1048576 bytes");
			assertThat(failure).hasRootCauseInstanceOf(java.io.IOException.class);
		}
	}

	@Test
	void who_has_it_already_and_what_is_no_address_is_left_out() throws Exception {
		MimeMessage mail = mail("a@x.test, b@x.test");
		mail.setHeader(Envelope.HEADER,
				new Envelope("name", java.util.List.of("b@x.test"), java.util.List.of("nobody at all")).toHeader());
		assertThat(catchThrowable(() -> sender(Map.of()).send(mail))).hasCauseInstanceOf(PermanentFailure.class)
			.hasMessageContaining("'nobody at all'");
		assertThat(this.server.taken()).hasSize(1);
		assertThat(this.server.taken().get(0).recipients()).containsExactly("b@x.test");
		assertThat(this.server.taken().get(0).text()).contains("To: a@x.test, b@x.test")
			.doesNotContainIgnoringCase(Envelope.HEADER);
	}

	@Test
	void the_mail_clients_own_properties_are_passed_on() throws Exception {
		sender(Map.of("mail.smtp.localhost", "switchboard.x.test")).send(mail("a@x.test"));
		assertThat(this.server.commands()).contains("EHLO switchboard.x.test");
		JavaMailSender tls = new MailConfiguration().mailSender(
				new MailSettings("127.0.0.1", 1, "", "", "a@x.test", MailSettings.Security.TLS, "", Duration.ZERO,
						Map.of("mail.smtp.localhost", "switchboard.x.test")),
				new StaticListableBeanFactory().getBeanProvider(DemoMailServer.class),
				AccessTokens.of(new StandardEnvironment()));
		assertThat(tls.getJavaMailProperties()).containsEntry("mail.smtps.localhost", "switchboard.x.test");
	}

	@Test
	void they_may_stand_in_the_environment() {
		Map<String, Object> environment = Map.of("MAIL_SECURITY", "none", "MAIL_PROPERTIES_MAIL_SMTP_LOCALHOST",
				"switchboard.x.test");
		MailSettings settings = new Binder(ConfigurationPropertySources.from(new SystemEnvironmentPropertySource(
				StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment)))
			.bind("mail", MailSettings.class)
			.get();
		assertThat(settings.properties()).containsExactly(Map.entry("mail.smtp.localhost", "switchboard.x.test"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			switchboard@example.org               | example.org
			Switchboard <switchboard@example.org> | example.org
			"a@b" <switchboard@mail.example.org>  | mail.example.org
			switchboard@bücher.example            | xn--bcher-kva.example
			switchboard@localhost                 | localhost
			switchboard                           | localhost
			''                                    | localhost
			""")
	void a_message_id_has_the_senders_domain(String from, String domain) {
		assertThat(MailHeaders.domain(from)).isEqualTo(domain);
	}

	private Throwable send(String to) {
		return catchThrowable(() -> sender(Map.of()).send(mail(to)));
	}

	private JavaMailSender sender(Map<String, String> properties) {
		return new MailConfiguration().mailSender(
				new MailSettings("127.0.0.1", this.server.port(), "switchboard", "mail-secret", "s@x.test",
						MailSettings.Security.NONE, "", Duration.ZERO, properties),
				new StaticListableBeanFactory().getBeanProvider(DemoMailServer.class),
				AccessTokens.of(new StandardEnvironment()));
	}

	private MimeMessage mail(String to) throws Exception {
		MimeMessage mail = new MimeMessage((jakarta.mail.Session) null);
		mail.setFrom("s@x.test");
		mail.setRecipients(MimeMessage.RecipientType.TO, to);
		mail.setSubject("x");
		mail.setText("x");
		return mail;
	}

}
