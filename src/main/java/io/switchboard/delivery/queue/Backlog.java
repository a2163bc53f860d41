package io.switchboard.delivery.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.table.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether the table holds more of a channel's deliveries than memory does, and the
 * reading of them. Not thread-safe: its channel guards it.
 */
class Backlog {

	/** Fewer would be too many readings. */
	private static final int ROOM_FOR_LIVE = Channel.CAPACITY / 10;

	private final Lanes lanes;

	private final Ownership ownership;

	private boolean more;

	/** A live delivery is among those that memory does not hold. */
	private boolean liveWaits;

	/** The reading that is under way, or null. */
	private @Nullable Refill refill;

	Backlog(Lanes lanes, Ownership ownership) {
		this.lanes = lanes;
		this.ownership = ownership;
	}

	/** Whether memory holds all open deliveries. */
	boolean isEmpty() {
		return !this.more;
	}

	/** The table holds deliveries that memory does not. */
	void expectMore() {
		this.more = true;
		if (this.refill != null) {
			this.refill.expectMore();
		}
	}

	/** This delivery is filed, and memory does not hold it. */
	void expect(Delivery delivery) {
		this.liveWaits |= !delivery.past();
		expectMore();
	}

	/** Live deliveries do not wait until half of a backfill has run. */
	boolean hasRoom() {
		int held = this.lanes.size();
		return held < Channel.CAPACITY / 2 || (this.liveWaits && held <= Channel.CAPACITY - ROOM_FOR_LIVE
				&& held - this.lanes.count(Delivery::past) < Channel.CAPACITY / 2);
	}

	/** An attempt of this delivery has ended. */
	void ended(Delivery delivery) {
		if (this.refill != null) {
			this.refill.ended(delivery);
		}
	}

	/** Memory has let go of a lane, which the table holds. */
	void dropped(Object lane) {
		if (this.refill != null) {
			this.refill.dropped(lane);
		}
		expectMore();
	}

	/**
	 * Memory releases everything that does not run. The next reading starts from nothing.
	 */
	void outdate() {
		if (this.refill != null) {
			this.refill.outdate();
		}
	}

	/** Begins a reading; null if memory has no room. */
	@Nullable Refill begin(boolean hasRoom) {
		// enough rows to find new ones behind all that are claimed
		this.refill = hasRoom ? new Refill(this.lanes.size() + Channel.CAPACITY) : null;
		this.liveWaits &= !hasRoom;
		return this.refill;
	}

	/** Whether the rows of this reading may be used. */
	boolean isCurrent(Refill refill) {
		return refill == this.refill && !refill.isOutdated();
	}

	/** Queues the rows that were read, and notes whether those were all. */
	void end(Refill refill, List<Delivery> due, @Nullable Collection<Long> all, boolean open) {
		// a delivery claimed in a term that is over runs again, and the next one of its
		// call must not pass it
		Set<Object> unsettled = this.lanes.ofOtherTerms(this.ownership.term());
		// it has ended and is open again, and memory will hear of the end later
		boolean again = due.stream().anyMatch(this.lanes::holdsEarlier);
		for (Delivery delivery : liveFirst(due)) {
			Object lane = this.lanes.keyOf(delivery);
			boolean current = open && !unsettled.contains(lane) && refill.isCurrent(delivery, lane)
					&& this.ownership.mayRun(delivery.term(), delivery.shard());
			if (current && this.lanes.size() < Channel.CAPACITY) {
				this.lanes.addCommitted(delivery);
			}
			else if (this.lanes.isOrdered() && !refill.hasEnded(delivery) && !this.lanes.isClaimed(delivery)) {
				// what came late and found no place here is not overtaken
				this.lanes.dropBehind(delivery);
			}
		}
		if (this.lanes.isOrdered()) {
			lastOfCalls(due).forEach(this.lanes::dropBehind);
		}
		this.more = again || refill.leavesMore() || !unsettled.isEmpty() || all == null
				|| !this.lanes.holdsAll(refill.notEnded(all));
		this.refill = null;
	}

	/** The table was read up to these: what stands behind them is not due. */
	private static Collection<Delivery> lastOfCalls(List<Delivery> due) {
		Map<Object, Delivery> last = new HashMap<>();
		due.forEach((delivery) -> last.merge(Lane.keyOf(delivery, true), delivery,
				(one, other) -> (one.compareTo(other) > 0) ? one : other));
		return last.values();
	}

	/** Those of past events go last, with all that follow them in their lanes. */
	private List<Delivery> liveFirst(List<Delivery> due) {
		List<Delivery> sorted = new ArrayList<>(due.size());
		List<Delivery> last = new ArrayList<>();
		Set<Object> lanesOfPast = new HashSet<>();
		for (Delivery delivery : due) {
			Object lane = this.lanes.keyOf(delivery);
			if (delivery.past() || lanesOfPast.contains(lane)) {
				lanesOfPast.add(lane);
				last.add(delivery);
			}
			else {
				sorted.add(delivery);
			}
		}
		sorted.addAll(last);
		return sorted;
	}

}
