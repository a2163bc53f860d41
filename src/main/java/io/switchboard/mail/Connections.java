package io.switchboard.mail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps connections to the mail server for a moment after a mail, because signing in
 * takes longer than a mail. A server may hang up meanwhile, so each connection is checked
 * before it is used again.
 */
final class Connections implements AutoCloseable {

	/** How many mails one connection sends, because servers have such a bound too. */
	static final int MOST_MAILS = 50;

	private static final Logger log = LoggerFactory.getLogger(Connections.class);

	private final Deque<Open> idle = new ConcurrentLinkedDeque<>();

	private final long keepNanos;

	Connections(Duration keep) {
		this.keepNanos = keep.toNanos();
	}

	/**
	 * One that is kept.
	 *
	 * @param transport signed in
	 * @param mails how many it has sent
	 * @param since when it sent the last one, as {@link System#nanoTime} tells it
	 */
	record Open(Transport transport, int mails, long since) {
	}

	/** The one that was used last, or null where none can be used. */
	@Nullable Open take() {
		for (Open open = this.idle.pollFirst(); open != null; open = this.idle.pollFirst()) {
			if (System.nanoTime() - open.since() < this.keepNanos && open.transport().isConnected()) {
				return open;
			}
			close(open.transport());
		}
		return null;
	}

	void giveBack(Transport transport, int mails) {
		if (this.keepNanos <= 0 || mails >= MOST_MAILS) {
			close(transport);
			return;
		}
		this.idle.addFirst(new Open(transport, mails, System.nanoTime()));
		CompletableFuture.delayedExecutor(this.keepNanos, TimeUnit.NANOSECONDS).execute(this::closeOld);
	}

	private void closeOld() {
		List<Open> old = new ArrayList<>(this.idle);
		old.removeIf((open) -> System.nanoTime() - open.since() < this.keepNanos);
		// who is not there any more is in use
		old.stream().filter(this.idle::remove).forEach((open) -> close(open.transport()));
	}

	@Override
	public void close() {
		for (Open open = this.idle.pollFirst(); open != null; open = this.idle.pollFirst()) {
			close(open.transport());
		}
	}

	static void close(Transport transport) {
		try {
			transport.close();
		}
		catch (MessagingException ex) {
			log.debug("the mail server did not answer QUIT", ex);
		}
	}

}
