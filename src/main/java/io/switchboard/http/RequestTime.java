package io.switchboard.http;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;

/**
 * How long a request may take as a whole. It is over when its thread is interrupted, as
 * that of an attempt which takes too long, or after a time of its own. The client's
 * time-outs are between two bytes, so a server that sends one each second keeps to them.
 */
final class RequestTime {

	private static final long LOOK_MILLIS = 500;

	/** It looks only at requests that take longer than a moment. */
	private static final ScheduledThreadPoolExecutor LOOKING = looking();

	private final long begun = System.nanoTime();

	private final Duration most;

	/**
	 * Begins now.
	 * @param most how long it may take; zero for no bound of its own
	 */
	RequestTime(Duration most) {
		this.most = most;
	}

	private static ScheduledThreadPoolExecutor looking() {
		ScheduledThreadPoolExecutor looking = new ScheduledThreadPoolExecutor(1, (task) -> {
			Thread thread = new Thread(task, "http-time");
			thread.setDaemon(true);
			return thread;
		});
		looking.setRemoveOnCancelPolicy(true);
		return looking;
	}

	/** Whether the time of a request on this thread is over. */
	boolean isOver(Thread thread) {
		return thread.isInterrupted() || (!this.most.isZero() && System.nanoTime() - this.begun > this.most.toNanos());
	}

	/** Breaks off the request once its time is over, until that is closed. */
	Looking look(ClassicHttpRequest request) {
		Thread thread = Thread.currentThread();
		return (request instanceof Cancellable cancellable)
				? LOOKING.scheduleWithFixedDelay(() -> end(thread, cancellable), LOOK_MILLIS, LOOK_MILLIS,
						TimeUnit.MILLISECONDS)::cancel
				: (now) -> true;
	}

	private void end(Thread thread, Cancellable request) {
		if (isOver(thread)) {
			request.cancel();
		}
	}

	/** What is said if it is over. */
	SocketTimeoutException late() {
		return new SocketTimeoutException(
				"the whole answer took longer than %d s".formatted((System.nanoTime() - this.begun) / 1_000_000_000));
	}

	/** Looks at a request until it is closed. */
	interface Looking extends AutoCloseable {

		boolean cancel(boolean now);

		@Override
		default void close() {
			cancel(false);
		}

	}

}
