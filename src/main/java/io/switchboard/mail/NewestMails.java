package io.switchboard.mail;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import io.switchboard.mail.DemoMailServer.Taken;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

/**
 * The demo's mailbox, one for all recipients. Its size is bounded: the oldest mails are
 * dropped. GreenMail's own mailbox keeps all, until the memory is full.
 */
class NewestMails implements GreenMailUser {

	private final int count;

	private final long bytes;

	private final Deque<Taken> mails = new ArrayDeque<>();

	private long size;

	private int taken;

	/**
	 * An empty mailbox.
	 * @param count how many mails it keeps at most
	 * @param bytes how many bytes their contents have at most; the newest mail is kept
	 * whatever its size
	 */
	NewestMails(int count, long bytes) {
		this.count = count;
		this.bytes = bytes;
	}

	/** Oldest first; a copy. */
	synchronized List<Taken> all() {
		return List.copyOf(this.mails);
	}

	@Override
	public void deliver(MovingMessage mail) {
		deliver(mail.getMessage());
	}

	@Override
	public synchronized void deliver(MimeMessage mail) {
		this.mails.addLast(new Taken(++this.taken, Instant.now(), mail));
		this.size += size(mail);
		while (this.mails.size() > 1 && (this.mails.size() > this.count || this.size > this.bytes)) {
			this.size -= size(this.mails.removeFirst().message());
		}
	}

	private static int size(MimeMessage mail) {
		try {
			return Math.max(0, mail.getSize());
		}
		catch (MessagingException ex) {
			throw new IllegalStateException("A mail that was taken whole has no size", ex);
		}
	}

	@Override
	public String getEmail() {
		return "demo@localhost";
	}

	@Override
	public String getLogin() {
		return getEmail();
	}

	@Override
	public String getQualifiedMailboxName() {
		return getEmail();
	}

	@Override
	public String getPassword() {
		return "";
	}

	@Override
	public void create() {
		// it is there
	}

	@Override
	public void delete() {
		throw new UnsupportedOperationException("The demo has one mailbox");
	}

	@Override
	public void setPassword(String password) {
		throw new UnsupportedOperationException("Nobody signs in");
	}

	@Override
	public void authenticate(String password) {
		// SMTP without sign-in asks nobody
	}

}
