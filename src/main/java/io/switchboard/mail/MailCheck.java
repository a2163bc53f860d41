package io.switchboard.mail;

import java.nio.charset.StandardCharsets;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.component.mail.JavaMailSender;

import org.springframework.stereotype.Component;

/** Tries the mail server out, for those who set it up. */
@Component
public class MailCheck {

	private final JavaMailSender sender;

	private final MailSettings settings;

	MailCheck(JavaMailSender sender, MailSettings settings) {
		this.sender = sender;
		this.settings = settings;
	}

	/**
	 * Which server that is.
	 * @return host and port
	 */
	public String server() {
		return this.sender.getHost() + ":" + this.sender.getPort();
	}

	/**
	 * Connects and signs in. Nothing is sent.
	 * @throws MessagingException if it fails, with one readable sentence
	 */
	public void signIn() throws MessagingException {
		if (this.sender instanceof MailSender ours) {
			ours.signIn();
		}
	}

	/**
	 * Sends a mail that says that it is a test.
	 * @param to one address
	 * @throws MessagingException if that is not an address, or the server refuses
	 */
	public void send(String to) throws MessagingException {
		MimeMessage mail = new MimeMessage(this.sender.getSession());
		mail.setFrom(new InternetAddress(this.settings.from(), true));
		mail.setRecipient(RecipientType.TO, new InternetAddress(to, true));
		mail.setSubject("Test mail from Switchboard", StandardCharsets.UTF_8.name());
		mail.setText("Somebody clicked \"Send a test mail\" on the page Setup of Switchboard. Mail works.\n",
				StandardCharsets.UTF_8.name());
		this.sender.send(mail);
	}

}
