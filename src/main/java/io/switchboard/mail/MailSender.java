package io.switchboard.mail;

import java.time.Duration;
import java.util.Date;

import io.switchboard.failure.SignInRefused;
import io.switchboard.oauth.AccessTokens;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Sends a mail to the recipients that do not have it yet. If the server refuses one
 * recipient, the others still get it. {@link Refusals} says what the server's answers
 * mean.
 */
class MailSender extends DefaultJavaMailSender implements AutoCloseable {

	private final Connections connections;

	private @Nullable AccessTokens tokens;

	private String client = "";

	MailSender(Duration keep) {
		this.connections = new Connections(keep);
	}

	/** Signs in by a token instead of a password. */
	void setTokens(AccessTokens tokens, String client) {
		this.tokens = tokens;
		this.client = client;
	}

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
		Connections.Open open = this.connections.take();
		Transport transport = (open != null) ? open.transport() : connect();
		boolean good = false;
		try {
			complete(mail);
			try {
				transport.sendMessage(mail, envelope.addresses());
				good = true;
			}
			catch (MessagingException ex) {
				throw Refusals.of(ex, envelope, lastReply(transport));
			}
		}
		finally {
			if (good) {
				this.connections.giveBack(transport, (open != null) ? open.mails() + 1 : 1);
			}
			else {
				Connections.close(transport);
			}
		}
	}

	/**
	 * A revoked token is refused like a wrong one, so a fresh one is tried once.
	 */
	private Transport connect() throws MessagingException {
		AccessTokens tokens = this.tokens;
		if (tokens == null) {
			return connect(getPasswordAuthentication().getPassword());
		}
		String token = tokens.token(this.client);
		try {
			return connect(token);
		}
		catch (MailFailure ex) {
			if (!(ex.getCause() instanceof SignInRefused)) {
				throw ex;
			}
			tokens.refused(this.client, token);
			return connect(tokens.token(this.client));
		}
	}

	private Transport connect(String password) throws MessagingException {
		Transport transport = getTransport(getSession());
		boolean connected = false;
		try {
			transport.connect(getHost(), getPort(), getPasswordAuthentication().getUserName(), password);
			connected = true;
			return transport;
		}
		catch (AuthenticationFailedException ex) {
			throw Refusals.ofSignIn(ex, lastReply(transport), this.client);
		}
		catch (MessagingException ex) {
			throw Refusals.ofGreeting(ex, lastReply(transport));
		}
		finally {
			if (!connected) {
				Connections.close(transport);
			}
		}
	}

	/** Connects, signs in and hangs up; nothing is sent. */
	void signIn() throws MessagingException {
		Connections.close(connect());
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

	/** The server's last answer; its code is 0 or less if there was none. */
	private static SmtpReply lastReply(Transport transport) {
		return (transport instanceof SMTPTransport smtp)
				? SmtpReply.of(smtp.getLastReturnCode(), smtp.getLastServerResponse()) : SmtpReply.of(0, "");
	}

	/** Closes what is kept for the next mail. */
	@Override
	public void close() {
		this.connections.close();
	}

}
