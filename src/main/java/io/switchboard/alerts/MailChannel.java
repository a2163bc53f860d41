package io.switchboard.alerts;

import java.nio.charset.StandardCharsets;
import java.util.Date;

import io.switchboard.failure.DestinationAway;
import io.switchboard.failure.PartlyDone;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.component.mail.JavaMailSender;
import org.eclipse.angus.mail.util.MailConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a mail with the settings {@code mail.*}. */
final class MailChannel implements AlertChannel {

	private static final Logger log = LoggerFactory.getLogger(MailChannel.class);

	private final ChannelSettings settings;

	private final JavaMailSender sender;

	private final String from;

	MailChannel(ChannelSettings settings, JavaMailSender sender, String from) {
		this.settings = settings;
		this.sender = sender;
		this.from = from;
	}

	@Override
	public String name() {
		return this.settings.name();
	}

	@Override
	public String kind() {
		return ChannelSettings.MAIL;
	}

	@Override
	public void send(Message message) throws Exception {
		MimeMessage mail = new MimeMessage(this.sender.getSession());
		mail.setFrom(new InternetAddress(this.from));
		for (String recipient : this.settings.mail()) {
			mail.addRecipient(RecipientType.TO, new InternetAddress(recipient.strip()));
		}
		mail.setSubject(message.subject(), StandardCharsets.UTF_8.name());
		mail.setText(message.text(), StandardCharsets.UTF_8.name());
		mail.setHeader("Message-ID", "<%s@switchboard.invalid>".formatted(message.id()));
		mail.setHeader("Auto-Submitted", "auto-generated");
		mail.setSentDate(new Date());
		try {
			this.sender.send(mail);
		}
		catch (MailConnectException ex) {
			throw new DestinationAway("the mail server %s:%d does not answer".formatted(ex.getHost(), ex.getPort()));
		}
		catch (MessagingException ex) {
			if (!(ex instanceof PartlyDone partly) || partly.done().isEmpty()) {
				throw ex;
			}
			// who has it does not get it again
			log.warn("alerts: {}: the mail server refused some recipients", name());
		}
	}

}
