package io.switchboard.delivery.durable;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the users of an object. It can be closed only while there are none. */
final class Use {

	private static final int CLOSED = Integer.MIN_VALUE;

	private final AtomicInteger inside = new AtomicInteger();

	/** Counts one more user; false if it is closed. */
	boolean enter() {
		int now = this.inside.get();
		while (now != CLOSED && !this.inside.compareAndSet(now, now + 1)) {
			now = this.inside.get();
		}
		return now != CLOSED;
	}

	void leave() {
		this.inside.decrementAndGet();
	}

	boolean isClosed() {
		return this.inside.get() == CLOSED;
	}

	/** Closes it; false while it has users. */
	boolean close() {
		return this.inside.compareAndSet(0, CLOSED) || this.inside.get() == CLOSED;
	}

}
