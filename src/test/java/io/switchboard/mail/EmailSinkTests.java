package io.switchboard.mail;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import freemarker.template.Configuration;
import io.switchboard.ScriptedMailServer;
import io.switchboard.ScriptedMailServer.Taken;
import io.switchboard.failure.DestinationAway;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.failure.RefusedForNow;
import io.switchboard.failure.SignInRefused;
import io.switchboard.oauth.AccessTokens;
import io.switchboard.routes.values.SpareCamel;
import io.switchboard.routes.values.Values;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/** Recipients and sender of the kamelet's mail, at a real mail server. */
class EmailSinkTests {

	private static final String STEP = "        - to: {uri: \"kamelet:email-sink\", parameters: {subject: x, template: t, %s}}";

	@TempDir
	Path folder;

	private Path templates;

	private ScriptedMailServer server;

	@BeforeEach
	void serve() throws Exception {
		this.server = new ScriptedMailServer(0);
		this.templates = Files.createDirectory(this.folder.resolve("templates"));
		Files.writeString(this.templates.resolve("t.html"), "<p>hm</p>");
		Files.writeString(this.templates.resolve("t.txt"), "hm");
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@Test
	void copies_go_to_whom_they_should_and_a_hidden_one_is_seen_by_nobody() throws Exception {
		assertThat(send("to: a@x.test, cc: 'B <b@x.test>, c@x.test', bcc: '${body[email]}, a@x.test', "
				+ "replyTo: '${body[email]}', from: 'Support <support@x.test>'"))
			.isNull();
		Taken taken = this.server.taken().get(0);
		assertThat(taken.recipients()).containsExactly("a@x.test", "b@x.test", "c@x.test", "jane@x.test");
		assertThat(taken.text()).contains("To: a@x.test\n", "Cc: B <b@x.test>, c@x.test\n", "Reply-To: jane@x.test\n",
				"From: Support <support@x.test>\n");
		assertThat(taken.text()).doesNotContain("Bcc").doesNotContain("s@x.test\n");
	}

	@Test
	void what_is_not_said_is_not_there() throws Exception {
		assertThat(send("to: a@x.test, replyTo: \"${body[nothing]}\"")).isNull();
		Taken taken = this.server.taken().get(0);
		assertThat(taken.recipients()).containsExactly("a@x.test");
		assertThat(taken.text()).contains("From: s@x.test\n").doesNotContain("Cc:").doesNotContain("Reply-To");
	}

	@Test
	void a_field_adds_no_header_and_no_recipient_of_its_own() throws Exception {
		assertThat(send("to: a@x.test, replyTo: \"${body[hostile]}\"")).isNull();
		assertThat(this.server.taken().get(0).text()).doesNotContain("Reply-To").doesNotContain("evil");
		assertThat(send("to: a@x.test, cc: \"${body[hostile]}\"")).isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("no mail address");
		assertThat(send("to: a@x.test, from: \"a@x.test, b@x.test\"")).isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("a mail has one sender");
		assertThat(this.server.taken()).hasSize(1);
	}

	@Test
	void what_is_attached_stands_beside_the_text_and_pictures_within_the_html() throws Exception {
		Files.write(this.templates.resolve("logo.png"), new byte[] { (byte) 0x89, 'P', 'N', 'G' });
		assertThat(send("to: a@x.test, attachment: '${body[csv]}', attachmentName: '${body[email]}.csv', "
				+ "pictures: logo.png"))
			.isNull();
		MimeMessage mail = mail(0);
		assertThat(outline(mail)).isEqualTo(
				"mixed[alternative[text/plain, related[text/html, image/png inline logo.png <logo.png>]], text/csv attachment jane@x.test.csv]");
		assertThat(new String(((MimeMultipart) mail.getContent()).getBodyPart(1).getInputStream().readAllBytes(),
				StandardCharsets.UTF_8))
			.isEqualToNormalizingNewlines("who,count\nZoë,2\n");
		assertThat(this.server.taken().get(0).text()).doesNotContain("pictureFolder").doesNotContain("Camel");
	}

	@Test
	void without_attachments_a_mail_is_text_or_html() throws Exception {
		assertThat(send("to: a@x.test, attachment: '${body[nothing]}'")).isNull();
		assertThat(outline(mail(0))).isEqualTo("alternative[text/plain, text/html]");
	}

	@Test
	void a_next_mail_of_a_route_has_attachments_of_its_own() throws Exception {
		assertThat(send("to: a@x.test, attachment: one, attachmentName: one.txt",
				"to: b@x.test, attachment: two, attachmentName: two.txt"))
			.isNull();
		assertThat(outline(mail(0))).contains("one.txt").doesNotContain("two.txt");
		assertThat(outline(mail(1))).contains("two.txt").doesNotContain("one.txt");
	}

	@Test
	void what_is_too_large_is_left_out_and_the_mail_says_so() throws Exception {
		assertThat(send("to: a@x.test, attachment: '${body[large]}', attachmentName: all.csv")).isNull();
		assertThat(outline(mail(0))).endsWith("text/plain attachment all.csv.txt]");
		assertThat(((MimeMultipart) mail(0).getContent()).getBodyPart(1).getContent().toString())
			.contains("all.csv is not attached", "64 KB");
	}

	@Test
	void a_picture_that_is_not_there_is_told() throws Exception {
		assertThat(send("to: a@x.test, pictures: logo.png")).isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("no picture logo.png");
		assertThat(send("to: a@x.test, pictures: ../templates/t.txt")).isInstanceOf(PermanentFailure.class)
			.hasMessageContaining("not the name of a picture");
		assertThat(this.server.taken()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			calls.csv               | calls.csv
			../../etc/passwd        | passwd
			C:\\Windows\\x.csv      | x.csv
			.htaccess               | htaccess
			a"b<c>:d.csv            | abcd.csv
			``                      | attachment
			...                     | attachment
			Anrufe März.csv         | Anrufe März.csv
			""")
	void a_name_is_made_safe(String said, String name) {
		assertThat(MailAttachments.name(said)).isEqualTo(name);
		assertThat(MailAttachments.name("x\r\nBcc: evil@x.test")).doesNotContain("\n").doesNotContain(":");
		assertThat(MailAttachments.name("y".repeat(300) + ".csv")).hasSizeLessThan(105).endsWith(".csv");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			MAIL | 550 5.7.1 not as this            | ''                         | a@x.test                 | sign in
			MAIL | 550 5.7.1 not as this            | Team <Team@x.test>         | a@x.test                 | sign in
			MAIL | 550 5.7.1 not as this            | '${variable.team[sender]}' | a@x.test                 | sign in
			MAIL | 550 5.7.1 not as this            | '${body[email]}'           | a@x.test                 | never
			MAIL | 553 5.1.8 no such domain         | 'x-${body[email]}'         | a@x.test                 | never
			MAIL | 550 no                           | '${body[email]}'           | a@x.test                 | never
			MAIL | 530 5.7.0 sign in                | '${body[email]}'           | a@x.test                 | sign in
			MAIL | 535 5.7.8 wrong password         | '${body[email]}'           | a@x.test                 | sign in
			MAIL | 450 4.1.8 domain not found       | '${body[email]}'           | a@x.test                 | for now
			MAIL | 450 4.1.8 domain not found       | ''                         | a@x.test                 | away
			MAIL | 421 4.3.2 too many connections   | '${body[email]}'           | a@x.test                 | away
			RCPT | 553 5.7.1 sender is not yours    | '${body[email]}'           | a@x.test                 | never
			RCPT | 553 5.7.1 sender is not yours    | ''                         | a@x.test                 | sign in
			RCPT | 554 5.7.1 relay access denied    | '${body[email]}'           | a@x.test                 | sign in
			RCPT | 554 5.7.1 relay access denied    | ''                         | '${body[email]}'         | never
			RCPT | 550 5.7.1 not to them            | ''                         | '${body[email]}'         | never
			RCPT | 550 5.7.1 not to them            | ''                         | '${variable.team[mail]}' | sign in
			RCPT | 550 5.7.1 not to them            | ''                         | '${body[email]},a@x.test' | sign in
			content hm | 554 5.2.252 SendAsDenied   | '${body[email]}'           | a@x.test                 | never
			content hm | 550 5.7.60 not as sender   | ''                         | a@x.test                 | sign in
			""")
	void an_address_that_an_event_chose_holds_no_route(String command, String reply, String from, String to,
			String meaning) throws Exception {
		this.server.answers(command, reply);
		Throwable failure = send("to: '%s', from: '%s'".formatted(to, from));
		assertThat(failure)
			.hasCauseInstanceOf(Map.of("never", PermanentFailure.class, "for now", RefusedForNow.class, "sign in",
					SignInRefused.class, "away", DestinationAway.class)
				.get(meaning))
			.hasMessageContaining(reply);
	}

	private MimeMessage mail(int number) throws Exception {
		return new MimeMessage(null,
				new ByteArrayInputStream(this.server.taken().get(number).text().getBytes(StandardCharsets.UTF_8)));
	}

	private static String outline(Part part) throws Exception {
		if (part.getContent() instanceof MimeMultipart several) {
			List<String> parts = new ArrayList<>();
			for (int i = 0; i < several.getCount(); i++) {
				parts.add(outline(several.getBodyPart(i)));
			}
			return several.getContentType().replaceAll("(?s)multipart/(\\w+).*", "$1") + parts;
		}
		String[] id = part.getHeader("Content-ID");
		return String
			.join(" ", part.getContentType().replaceAll("(?s);.*", ""), Objects.toString(part.getDisposition(), ""),
					Objects.toString(part.getFileName(), ""), (id != null) ? id[0] : "")
			.strip();
	}

	private Throwable send(String... mails) throws Exception {
		try (DefaultCamelContext camel = new SpareCamel(null)) {
			Map<String, String> settings = Map.of("mail.from", "s@x.test", "routes.dir",
					this.templates.getParent().toString());
			Values.install(camel, "file:routes/kamelets", settings::get);
			Configuration freemarker = new Configuration(Configuration.VERSION_2_3_32);
			freemarker.setDirectoryForTemplateLoading(this.templates.toFile());
			camel.getRegistry().bind("templateConfiguration", freemarker);
			camel.getRegistry().bind("mailHeaders", new MailHeaders("s@x.test"));
			camel.getRegistry().bind("mailTaken", new MailTaken());
			camel.getRegistry().bind("mailParts", new MailParts());
			camel.getRegistry().bind("mailAttachments", new MailAttachments(DataSize.ofKilobytes(64)));
			camel.getRegistry()
				.bind("mailSender",
						new MailConfiguration().mailSender(
								new MailSettings("127.0.0.1", this.server.port(), "", "", "s@x.test",
										MailSettings.Security.NONE, "", Duration.ZERO, Map.of()),
								new StaticListableBeanFactory().getBeanProvider(DemoMailServer.class),
								AccessTokens.of(new StandardEnvironment())));
			camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
			PluginHelper.getRoutesLoader(camel)
				.loadRoutes(List.of(ResourceHelper.fromString("it.camel.yaml", """
						- route:
						    from:
						      uri: direct:it
						      steps:
						%s
						""".formatted(
						Stream.of(mails).map((mail) -> STEP.formatted(mail)).collect(Collectors.joining("\n"))))));
			camel.start();
			Exchange done = camel.createProducerTemplate().request("direct:it", (exchange) -> {
				exchange.setVariable("event_key", "1/it");
				exchange.setVariable("team", Map.of("mail", "team@x.test", "sender", "Sender@x.test"));
				exchange.getMessage()
					.setBody(Map.of("csv", "who,count\r\nZoë,2\r\n", "large", "x".repeat(70_000), "email",
							"jane@x.test", "hostile", "evil\r\nBcc: evil@x.test"));
			});
			return done.getException();
		}
	}

}
