package io.switchboard.mail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import freemarker.template.Configuration;
import io.switchboard.ScriptedMailServer;
import io.switchboard.ScriptedMailServer.Taken;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.oauth.AccessTokens;
import io.switchboard.routes.values.Values;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** Who gets a mail of the kamelet, and who it is from, at a real mail server. */
class EmailSinkTests {

	@TempDir
	Path templates;

	private ScriptedMailServer server;

	@BeforeEach
	void serve() throws Exception {
		this.server = new ScriptedMailServer(0);
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

	private Throwable send(String parameters) throws Exception {
		try (DefaultCamelContext camel = new DefaultCamelContext()) {
			Map<String, String> settings = Map.of("mail.from", "s@x.test");
			Values.install(camel, "file:routes/kamelets", settings::get);
			Configuration freemarker = new Configuration(Configuration.VERSION_2_3_32);
			freemarker.setDirectoryForTemplateLoading(this.templates.toFile());
			camel.getRegistry().bind("templateConfiguration", freemarker);
			camel.getRegistry().bind("mailHeaders", new MailHeaders("s@x.test"));
			camel.getRegistry().bind("mailTaken", new MailTaken());
			camel.getRegistry()
				.bind("mailSender",
						new MailConfiguration().mailSender(
								new MailSettings("127.0.0.1", this.server.port(), "", "", "s@x.test",
										MailSettings.Security.NONE, "", Duration.ZERO, Map.of()),
								new StaticListableBeanFactory().getBeanProvider(DemoMailServer.class),
								AccessTokens.of(new StandardEnvironment())));
			camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
			PluginHelper.getRoutesLoader(camel).loadRoutes(List.of(ResourceHelper.fromString("it.camel.yaml", """
					- route:
					    from:
					      uri: direct:it
					      steps:
					        - to: {uri: "kamelet:email-sink", parameters: {subject: x, template: t, %s}}
					""".formatted(parameters))));
			camel.start();
			Exchange done = camel.createProducerTemplate().request("direct:it", (exchange) -> {
				exchange.setVariable("event_key", "1/it");
				exchange.getMessage().setBody(Map.of("email", "jane@x.test", "hostile", "evil\r\nBcc: evil@x.test"));
			});
			return done.getException();
		}
	}

}
