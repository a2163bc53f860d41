package io.switchboard.delivery.durable;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts who is in something, until it is closed while nobody is. */
final class Use {

	private static final int CLOSED = Integer.MIN_VALUE;

	private final AtomicInteger inside = new AtomicInteger();

	/** False if it is closed. */
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

	/** False if somebody is inside. */
	boolean close() {
		return this.inside.compareAndSet(0, CLOSED) || this.inside.get() == CLOSED;
	}

}
