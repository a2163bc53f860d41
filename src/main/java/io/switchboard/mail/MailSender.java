package io.switchboard.mail;

import java.util.Date;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a mail to those who do not have it yet. One recipient that the server refuses
 * keeps it from no other, and what the server answers is told as what it means: see
 * {@link Refusals}.
 */
class MailSender extends DefaultJavaMailSender {

	private static final Logger log = LoggerFactory.getLogger(MailSender.class);

	@Override
	public void send(MimeMessage mail) throws MessagingException {
		Envelope envelope = Envelope.take(mail);
		if (!envelope.recipients().isEmpty()) {
			send(mail, envelope);
		}
		if (!envelope.malformed().isEmpty()) {
			throw Refusals.ofMalformed(envelope);
		}
	}

	private void send(MimeMessage mail, Envelope envelope) throws MessagingException {
		Transport transport = getTransport(getSession());
		try {
			connect(transport);
			complete(mail);
			try {
				transport.sendMessage(mail, envelope.addresses());
			}
			catch (MessagingException ex) {
				throw Refusals.of(ex, envelope, lastReply(transport));
			}
		}
		finally {
			close(transport);
		}
	}

	private void connect(Transport transport) throws MessagingException {
		PasswordAuthentication login = getPasswordAuthentication();
		try {
			transport.connect(getHost(), getPort(), login.getUserName(), login.getPassword());
		}
		catch (AuthenticationFailedException ex) {
			throw Refusals.ofSignIn(ex, lastReply(transport));
		}
		catch (MessagingException ex) {
			throw Refusals.ofGreeting(ex, lastReply(transport));
		}
	}

	private static void complete(MimeMessage mail) throws MessagingException {
		if (mail.getSentDate() == null) {
			mail.setSentDate(new Date());
		}
		String messageId = mail.getMessageID();
		mail.saveChanges();
		if (messageId != null) {
			// saving has made another
			mail.setHeader("Message-ID", messageId);
		}
	}

	/** What the server said last; its code is 0 or less if it said nothing. */
	private static SmtpReply lastReply(Transport transport) {
		return (transport instanceof SMTPTransport smtp)
				? SmtpReply.of(smtp.getLastReturnCode(), smtp.getLastServerResponse()) : SmtpReply.of(0, "");
	}

	private static void close(Transport transport) {
		try {
			transport.close();
		}
		catch (MessagingException ex) {
			log.debug("the mail server did not say good-bye", ex);
		}
	}

}
