package io.switchboard.delivery;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The attempts that run now, so that one which takes too long can be interrupted. */
class Runs {

	private final Set<Run> running = ConcurrentHashMap.newKeySet();

	Run begin(Duration timeout) {
		Run run = new Run(Thread.currentThread(), System.nanoTime() + timeout.toNanos());
		this.running.add(run);
		return run;
	}

	void interruptOverdue() {
		long now = System.nanoTime();
		this.running.forEach((run) -> run.interruptIfOverdue(now));
	}

	/** One attempt on one thread. */
	final class Run {

		private final Thread thread;

		private final long deadline;

		private boolean ended;

		private boolean timedOut;

		private Run(Thread thread, long deadline) {
			this.thread = thread;
			this.deadline = deadline;
		}

		private synchronized void interruptIfOverdue(long now) {
			if (!this.ended && now - this.deadline > 0) {
				this.timedOut = true;
				this.thread.interrupt();
			}
		}

		/**
		 * Ends the attempt; no interrupt of ours reaches the thread any more. True if it
		 * was overdue.
		 */
		synchronized boolean end() {
			this.ended = true;
			Runs.this.running.remove(this);
			if (this.timedOut) {
				Thread.interrupted();
			}
			return this.timedOut;
		}

	}

}
