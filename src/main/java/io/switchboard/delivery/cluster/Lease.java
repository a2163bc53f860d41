package io.switchboard.delivery.cluster;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Says until when this node may trust that its shards are its own, and from when on it
 * may think others dead. The time runs by this machine's clock, from before the statement
 * to the database. So a node always stops before the others take over.
 */
final class Lease {

	private final long nanos;

	private final LongSupplier now;

	private volatile long trustedUntil;

	/**
	 * The store was away, or this node slept. Others must get time to say that they live.
	 */
	private volatile boolean wasAway;

	private volatile long patientUntil;

	Lease(Duration length) {
		this(length, System::nanoTime);
	}

	/** {@code now} is a clock in nanoseconds, as {@link System#nanoTime}. */
	Lease(Duration length, LongSupplier now) {
		this.nanos = length.toNanos();
		this.now = now;
		this.trustedUntil = now.getAsLong();
		this.patientUntil = now.getAsLong();
	}

	/** Whether this node may no longer trust its shards. */
	boolean isOver() {
		return this.now.getAsLong() - this.trustedUntil >= 0;
	}

	/** The time before a statement to the database, for {@link #renewed}. */
	long ask() {
		return this.now.getAsLong();
	}

	/**
	 * The database has answered. If that took long, the statements of the others may
	 * still wait as well.
	 */
	void answered(long asked) {
		long answered = this.now.getAsLong();
		if (this.wasAway || answered - asked > this.nanos / 2) {
			this.wasAway = false;
			this.patientUntil = answered + this.nanos;
		}
	}

	/** The database knows that this node lives. */
	void renewed(long asked) {
		this.trustedUntil = asked + this.nanos;
	}

	/** The store did not answer, or this node slept. */
	void away() {
		this.wasAway = true;
	}

	/** Whether others have had enough time to say that they live. */
	boolean mayExpireOthers() {
		return this.now.getAsLong() - this.patientUntil >= 0;
	}

}
