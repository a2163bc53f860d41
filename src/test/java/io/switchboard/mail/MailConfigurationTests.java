package io.switchboard.mail;

import java.time.Duration;
import java.util.Map;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.switchboard.oauth.AccessTokens;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.component.mail.JavaMailSender;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Against real servers: one that knows no TLS, and one with a certificate that nobody
 * vouches for.
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

}
