package io.switchboard.delivery.queue;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import io.switchboard.delivery.table.Delivery;

/**
 * One reading of a channel's deliveries from the table, from before the query until its
 * rows are in memory. It notes what happens to the channel meanwhile, because that makes
 * some of the rows out of date. Not thread-safe: its channel guards it.
 */
final class Refill {

	private final int limit;

	private final Set<Long> ended = new HashSet<>();

	private final Set<Object> droppedLanes = new HashSet<>();

	private boolean outdated;

	private boolean leavesMore;

	/** {@code limit}: how many rows are enough to find something new. */
	Refill(int limit) {
		this.limit = limit;
	}

	/** How many rows to read at most; 1 or more. */
	int limit() {
		return this.limit;
	}

	/** An attempt of this delivery has ended: a row of it is out of date. */
	void ended(Delivery delivery) {
		this.ended.add(delivery.id());
	}

	/** Memory has released a lane: the rows of its call are out of date. */
	void dropped(Object lane) {
		this.droppedLanes.add(lane);
	}

	/** The node's shards have changed: every row may be another node's. */
	void outdate() {
		this.outdated = true;
	}

	/** The table has come to hold more than the query saw. */
	void expectMore() {
		this.leavesMore = true;
	}

	boolean isOutdated() {
		return this.outdated;
	}

	/** Whether an attempt has ended since the row was read. */
	boolean hasEnded(Delivery delivery) {
		return this.ended.contains(delivery.id());
	}

	/** Whether a row still says how its delivery stands. */
	boolean isCurrent(Delivery delivery, Object lane) {
		return !hasEnded(delivery) && !this.droppedLanes.contains(lane);
	}

	boolean leavesMore() {
		return this.leavesMore;
	}

	/** Those of the given ids that have not ended meanwhile. */
	Set<Long> notEnded(Collection<Long> ids) {
		Set<Long> rest = new HashSet<>(ids);
		rest.removeAll(this.ended);
		return rest;
	}

}
