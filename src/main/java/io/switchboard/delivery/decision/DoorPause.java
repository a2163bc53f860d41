package io.switchboard.delivery.decision;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses the questions to a switchboard that was too slow several times in a row. After
 * the pause one event tries again. Each pause is twice as long as the one before, until a
 * decision comes in time. Thread-safe.
 */
class DoorPause {

	private static final Logger log = LoggerFactory.getLogger(DecisionAtTheDoor.class);

	/**
	 * Decisions that began together and overran are found by one look, which counts once.
	 */
	private static final int OVERRUNS = 5;

	private static final Duration FIRST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofMinutes(1);

	private final Duration bound;

	/** How many looks in a row found a slow decision, with no quick one in between. */
	private volatile int overruns;

	private volatile boolean pausing;

	private Duration pause = FIRST;

	private long pausedUntil;

	/** {@code bound}: how long a decision may take. */
	DoorPause(Duration bound) {
		this.bound = bound;
	}

	/** Whether the switchboard was quick, or nobody has tried for a while. */
	boolean mayAsk() {
		return !this.pausing || mayTry();
	}

	private synchronized boolean mayTry() {
		long now = System.nanoTime();
		if (now - this.pausedUntil < 0) {
			return false;
		}
		// another event may try if this one does not come back
		this.pausedUntil = now + this.pause.toNanos();
		return true;
	}

	/** A decision came in time. */
	void inTime() {
		if (this.overruns > 0) {
			end();
		}
	}

	private synchronized void end() {
		this.overruns = 0;
		if (this.pausing) {
			this.pausing = false;
			this.pause = FIRST;
			log.info("the switchboard decides within {} ms again: events are decided at the door",
					this.bound.toMillis());
		}
	}

	/** A decision took too long. */
	synchronized void overran() {
		if (this.pausing) {
			this.pause = this.pause.multipliedBy(2);
			this.pause = (this.pause.compareTo(LONGEST) < 0) ? this.pause : LONGEST;
			this.pausedUntil = System.nanoTime() + this.pause.toNanos();
		}
		else if (++this.overruns >= OVERRUNS) {
			this.pausing = true;
			this.pausedUntil = System.nanoTime() + this.pause.toNanos();
			log.warn("the switchboard takes longer than {} ms: events are stored undecided, and decided afterwards",
					this.bound.toMillis());
		}
	}

}
