package io.switchboard.mail;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.annotation.PreDestroy;
import jakarta.mail.internet.MimeMessage;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The demo's own mail server: takes every mail and keeps it in memory. Loopback only. */
@Component
@Profile("demo")
public class DemoMailServer {

	private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

	DemoMailServer() {
		this.server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
		this.server.start();
	}

	int port() {
		return this.server.getSmtp().getPort();
	}

	/**
	 * A mail that it took.
	 *
	 * @param at when
	 * @param message what
	 */
	public record Taken(Instant at, MimeMessage message) {
	}

	/**
	 * The mails so far, oldest first.
	 * @return a copy, perhaps empty
	 */
	public List<MimeMessage> messages() {
		return taken().stream().map(Taken::message).toList();
	}

	/**
	 * The mails so far, oldest first, each with its time.
	 * @return a copy, perhaps empty
	 */
	public List<Taken> taken() {
		return this.server.getManagers()
			.getImapHostManager()
			.getAllMessages()
			.stream()
			.sorted(Comparator.comparing(StoredMessage::getReceivedDate).thenComparing(StoredMessage::getUid))
			.map((stored) -> new Taken(stored.getReceivedDate().toInstant(), stored.getMimeMessage()))
			.toList();
	}

	@PreDestroy
	void stop() {
		this.server.stop();
	}

}
