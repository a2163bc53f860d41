package io.switchboard.delivery.queue;

import java.time.Duration;

import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.table.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Says which delivery of a channel starts next, and when. It takes the first ready lane
 * that this node may run and that the gate lets in. Starts as many workers as may run
 * side by side. Not thread-safe: its channel guards it.
 */
class Starter {

	private final Lanes lanes;

	private final Ownership ownership;

	private final Threads threads;

	private final Runnable worker;

	private final Runnable alarm;

	private Gate gate;

	private int concurrency;

	private int running;

	/** The gate let no delivery in, and is not asked again until a wake-up. */
	private boolean gated;

	/** When the channel is woken, in nanoseconds; null if it is not. */
	private @Nullable Long wakesAt;

	/** {@code alarm} is to call {@link #wakeInTime} under the channel's guard. */
	Starter(Lanes lanes, Ownership ownership, Threads threads, Runnable worker, Runnable alarm, Gate gate,
			int concurrency) {
		this.lanes = lanes;
		this.ownership = ownership;
		this.threads = threads;
		this.worker = worker;
		this.alarm = alarm;
		this.gate = gate;
		this.concurrency = concurrency;
	}

	/** Sets the gate, and how many run side by side. */
	void use(Gate gate, int concurrency) {
		this.gate = gate;
		this.concurrency = concurrency;
	}

	/** Starts workers, as far as there are places and lanes that are ready. */
	void pump() {
		if (this.gated) {
			return;
		}
		int wanted = Math.min(this.concurrency - this.running, this.lanes.countReady());
		for (int i = 0; i < wanted; i++) {
			this.threads.work(this.worker);
			this.running++;
		}
	}

	/** A worker has left its place, or gives it up to another. */
	void leave() {
		this.running--;
		pump();
	}

	/** Looks again whether a delivery may start. */
	void wake() {
		this.gated = false;
		pump();
	}

	/** The wait of the gate is over. */
	void wakeInTime() {
		if (this.wakesAt != null && System.nanoTime() - this.wakesAt >= 0) {
			this.wakesAt = null;
		}
		wake();
	}

	/** The gate may let this delivery in sooner than those that wait. */
	void ready(Lane lane) {
		this.gated = this.gated && !(this.gate.isTrying() && isFresh(lane));
	}

	/** Starts the next delivery, or says null if none may start now. */
	@Nullable Delivery next() {
		for (Lane lane = this.lanes.firstReady(); lane != null; lane = this.lanes.firstReady()) {
			if (lane.isReady() && isOurs(lane)) {
				Lane preferred = preferred(lane);
				Duration wait = this.gate.enter(this.ownership.nodes(), isFresh(preferred));
				if (!wait.isZero()) {
					this.gated = true;
					wakeIn(wait);
					return null;
				}
				entered();
				lane = preferred;
			}
			this.lanes.dequeue(lane);
			if (lane.isReady()) {
				return lane.start();
			}
		}
		return null;
	}

	/**
	 * A trial takes a delivery that has not failed yet, because the others may fail by
	 * their own fault.
	 */
	private Lane preferred(Lane first) {
		return this.gate.isTrying() ? this.lanes.findReady((lane) -> isFresh(lane) && isOurs(lane)).orElse(first)
				: first;
	}

	private static boolean isFresh(Lane lane) {
		return lane.isReady() && lane.first().attempts() == 0;
	}

	/** Releases a lane that another node may have by now. */
	private boolean isOurs(Lane lane) {
		Delivery first = lane.first();
		boolean ours = this.ownership.mayRun(first.term(), first.shard());
		if (!ours) {
			this.lanes.drop(lane);
		}
		return ours;
	}

	/** The others may follow. */
	private void entered() {
		if (this.gated) {
			this.gated = false;
			pump();
		}
	}

	private void wakeIn(Duration wait) {
		long at = System.nanoTime() + wait.toNanos();
		if (wait.compareTo(Gate.UNTIL_WOKEN) < 0 && (this.wakesAt == null || at - this.wakesAt < 0)) {
			this.wakesAt = at;
			this.threads.after(wait, this.alarm);
		}
	}

}
