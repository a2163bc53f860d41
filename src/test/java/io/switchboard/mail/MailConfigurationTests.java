package io.switchboard.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.switchboard.oauth.AccessTokens;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.apache.camel.component.mail.JavaMailSender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Mail settings against real servers: one without TLS, and one with an untrusted
 * certificate.
 */
class MailConfigurationTests {

	@ParameterizedTest
	@CsvSource({ "STARTTLS, smtp, STARTTLS is required", "TLS, smtps, PKIX path building failed" })
	void a_connection_that_is_not_protected_as_asked_sends_nothing(MailSettings.Security security, String protocol,
			String reason) throws Exception {
		GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
		server.start();
		try {
			int port = protocol.equals("smtp") ? server.getSmtp().getPort() : server.getSmtps().getPort();
			JavaMailSender sender = new MailConfiguration().mailSender(
					new MailSettings("127.0.0.1", port, "", "", "a@example.org", security, "", Duration.ZERO, Map.of()),
					new StaticListableBeanFactory().getBeanProvider(DemoMailServer.class),
					AccessTokens.of(new StandardEnvironment()));
			MimeMessage mail = new MimeMessage(sender.getSession());
			mail.setFrom("a@example.org");
			mail.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress("b@example.org"));
			mail.setText("secret");
			assertThatThrownBy(() -> sender.send(mail)).hasStackTraceContaining(reason);
			assertThat(server.getReceivedMessages()).isEmpty();
		}
		finally {
			server.stop();
		}
	}

	@Test
	void no_part_of_a_mail_looks_through_all_jars() throws Exception {
		MailConfiguration.nameProvider();
		Thread thread = Thread.currentThread();
		ClassLoader usual = thread.getContextClassLoader();
		List<String> asked = new ArrayList<>();
		thread.setContextClassLoader(new ClassLoader(usual) {
			@Override
			public Enumeration<URL> getResources(String name) throws IOException {
				asked.add(name);
				return super.getResources(name);
			}
		});
		try {
			MimeBodyPart part = new MimeBodyPart();
			part.setText("ü");
			new MimeMultipart(part).writeTo(OutputStream.nullOutputStream());
		}
		finally {
			thread.setContextClassLoader(usual);
		}
		assertThat(asked).noneMatch((name) -> name.contains("StreamProvider"));
	}

}
