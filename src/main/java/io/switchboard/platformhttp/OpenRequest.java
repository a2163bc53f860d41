package io.switchboard.platformhttp;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request, from its first byte to the close of its connection. It is answered once:
 * by its route, by the engine, or by the time-out. An answer that comes before the end of
 * the body is sent at once. Then the rest of the body is read and dropped, within a
 * bound. If the connection were closed with unread bytes, the answer would be lost.
 */
final class OpenRequest implements AsyncListener {

	private static final Logger log = LoggerFactory.getLogger(OpenRequest.class);

	private final AsyncContext async;

	private final HttpServletRequest request;

	private final HttpServletResponse response;

	private final Limits limits;

	private final Set<OpenRequest> all;

	private final boolean http2;

	private final AtomicBoolean answered = new AtomicBoolean();

	private final AtomicBoolean completed = new AtomicBoolean();

	private volatile boolean written;

	/** Whether the body has ended, or its end no longer matters. */
	private volatile boolean read;

	private volatile long deadline;

	private volatile long answeredAt;

	OpenRequest(HttpServletRequest request, Limits limits, Set<OpenRequest> all) throws IOException {
		this.request = request;
		this.limits = limits;
		this.http2 = request.getProtocol().startsWith("HTTP/2");
		this.read = this.http2 ? request.getInputStream().isFinished() : request.getContentLengthLong() == 0
				|| (request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") == null);
		this.all = all;
		request.setAttribute(OneAnswerValve.OURS, true);
		this.async = request.startAsync();
		this.async.setTimeout(0);
		this.async.addListener(this);
		this.response = (HttpServletResponse) this.async.getResponse();
		answerWithin(limits.timeout());
		all.add(this);
	}

	HttpServletRequest request() {
		return this.request;
	}

	HttpServletResponse response() {
		return this.response;
	}

	/** Whether the body is at its end. */
	boolean isRead() {
		return this.read;
	}

	/** From now on. */
	void answerWithin(Duration timeout) {
		this.deadline = System.nanoTime() + timeout.toNanos();
	}

	/**
	 * Claims the right to write the answer: true only for the first caller, which then
	 * calls {@link #answered}.
	 */
	boolean mayAnswer() {
		return this.answered.compareAndSet(false, true);
	}

	boolean isAnswered() {
		return this.answered.get();
	}

	/** Answers without the route, unless it was answered already. */
	void refuse(int status, String word) {
		if (mayAnswer()) {
			announceClose();
			HttpReply.write(this.response, status, word);
			answered();
		}
	}

	/** Says that the connection ends with this answer, if the body is under way. */
	void announceClose() {
		if (!this.read && !this.http2) {
			this.response.setHeader("Connection", "close");
		}
	}

	/** The answer is written. */
	void answered() {
		if (!this.read) {
			try {
				this.response.flushBuffer();
			}
			catch (IOException ex) {
				log.debug("the sender went away before it was answered", ex);
				this.read = true;
			}
			this.answeredAt = System.nanoTime();
			heard();
		}
		this.written = true;
		completeWhenDone();
	}

	/** More of a dropped body came. */
	void heard() {
		long silence = System.nanoTime() + this.limits.silence().toNanos();
		long end = this.answeredAt + this.limits.patience().toNanos();
		this.deadline = (silence - end < 0) ? silence : end;
	}

	/** The body came to its end. */
	void read() {
		this.read = true;
		completeWhenDone();
	}

	/** Waits no longer for the end of the body. */
	void giveUp() {
		if (!this.read && !this.http2
				&& this.request.getAttribute(BodyValve.READ_NO_MORE) instanceof Runnable readNoMore) {
			readNoMore.run();
		}
		read();
	}

	/** Ends the request if its time is up. */
	void check(boolean stopping) {
		if (isLate()) {
			refuse(503, "timeout");
		}
		if (this.written && (isLate() || (stopping && isLateForAStop()))) {
			giveUp();
		}
	}

	private boolean isLate() {
		return System.nanoTime() - this.deadline > 0;
	}

	private boolean isLateForAStop() {
		return System.nanoTime() - this.answeredAt > this.limits.silence().toNanos() / 5;
	}

	private void completeWhenDone() {
		if (this.written && this.read && this.completed.compareAndSet(false, true)) {
			complete();
		}
	}

	private void complete() {
		this.all.remove(this);
		try {
			this.async.complete();
		}
		catch (IllegalStateException ex) {
			log.debug("the connection broke while the answer was written", ex);
		}
	}

	@Override
	public void onTimeout(AsyncEvent event) {
		refuse(503, "timeout");
		giveUp();
	}

	/** Completes it again if need be: Tomcat would answer with a page of its own. */
	@Override
	public void onError(AsyncEvent event) {
		this.answered.set(true);
		this.read = true;
		this.written = true;
		this.completed.set(true);
		complete();
	}

	@Override
	public void onComplete(AsyncEvent event) {
		this.all.remove(this);
	}

	@Override
	public void onStartAsync(AsyncEvent event) {
		// it is started once
	}

}
