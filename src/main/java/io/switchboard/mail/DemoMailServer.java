package io.switchboard.mail;

import java.time.Instant;
import java.util.List;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.annotation.PreDestroy;
import jakarta.mail.internet.MimeMessage;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The demo's own mail server: takes every mail and keeps the newest in memory, as
 * {@link NewestMails} bounds them. Loopback only.
 */
@Component
@Profile("demo")
public class DemoMailServer {

	private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

	private final NewestMails newest = new NewestMails(1000, 32L << 20);

	DemoMailServer() {
		this.server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
		this.server.start();
		this.server.getUserManager().setMessageDeliveryHandler((mail, recipient) -> this.newest);
	}

	int port() {
		return this.server.getSmtp().getPort();
	}

	/**
	 * A mail that it took.
	 *
	 * @param number how many it had taken with it, so from 1
	 * @param at when
	 * @param message what
	 */
	public record Taken(int number, Instant at, MimeMessage message) {
	}

	/**
	 * The newest mails, oldest first; one for each recipient.
	 * @return a copy, perhaps empty
	 */
	public List<MimeMessage> messages() {
		return taken().stream().map(Taken::message).toList();
	}

	/**
	 * The newest mails, oldest first, each with its time; one for each recipient.
	 * @return a copy, perhaps empty
	 */
	public List<Taken> taken() {
		return this.newest.all();
	}

	@PreDestroy
	void stop() {
		this.server.stop();
	}

}
