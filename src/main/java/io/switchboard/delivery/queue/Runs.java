package io.switchboard.delivery.queue;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.switchboard.delivery.table.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The attempts that run now. An attempt that takes too long is interrupted. If the
 * interrupt has no effect, for example while it waits in a socket, the next delivery gets
 * its place.
 */
class Runs {

	private static final Logger log = LoggerFactory.getLogger(Runs.class);

	private static final long GRACE_NANOS = Duration.ofSeconds(5).toNanos();

	private final Set<Run> running = ConcurrentHashMap.newKeySet();

	/** Begins an attempt on the current thread. */
	Run begin(Delivery delivery, Channel channel, Duration timeout) {
		Run run = new Run(delivery, channel, System.nanoTime() + timeout.toNanos());
		this.running.add(run);
		return run;
	}

	void interruptOverdue() {
		long now = System.nanoTime();
		this.running.forEach((run) -> run.check(now));
	}

	/** Interrupts all running attempts. */
	void interruptAll() {
		this.running.forEach((run) -> run.interrupt());
	}

	/** One attempt on one thread. */
	final class Run {

		private final Thread thread = Thread.currentThread();

		private final Delivery delivery;

		private final Channel channel;

		private final long deadline;

		private boolean ended;

		private boolean timedOut;

		private boolean abandoned;

		private Run(Delivery delivery, Channel channel, long deadline) {
			this.delivery = delivery;
			this.channel = channel;
			this.deadline = deadline;
		}

		private void check(long now) {
			if (now - this.deadline > 0 && interrupt(now)) {
				log.warn("delivery {} to {} goes on after its timeout: the next delivery takes its place",
						this.delivery.id(), this.delivery.route());
				this.channel.leave();
			}
		}

		private synchronized void interrupt() {
			if (!this.ended) {
				this.thread.interrupt();
			}
		}

		/** True if the attempt is to be abandoned now. */
		private synchronized boolean interrupt(long now) {
			if (this.ended || this.abandoned) {
				return false;
			}
			if (!this.timedOut) {
				this.timedOut = true;
				this.thread.interrupt();
			}
			this.abandoned = now - this.deadline > GRACE_NANOS;
			return this.abandoned;
		}

		/**
		 * Ends the attempt; no interrupt reaches the thread's next one. True if it was
		 * overdue.
		 */
		synchronized boolean end() {
			this.ended = true;
			Runs.this.running.remove(this);
			Thread.interrupted();
			return this.timedOut;
		}

		/** Whether its place was given to another delivery. */
		synchronized boolean isAbandoned() {
			return this.abandoned;
		}

	}

}
