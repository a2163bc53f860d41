package io.switchboard.delivery.queue;

import java.util.PriorityQueue;
import java.util.Queue;

import io.switchboard.delivery.table.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one call for one route, in memory. They run one by one, in the order
 * of their events. A delivery without order has a lane to itself.
 */
class Lane {

	private final Object key;

	private final Queue<Entry> waiting = new PriorityQueue<>(2);

	private @Nullable Entry running;

	/** Whether it is in its channel's queue. */
	boolean isQueued;

	Lane(Object key) {
		this.key = key;
	}

	static Object keyOf(Delivery delivery, boolean ordered) {
		Long call = delivery.call();
		return (ordered && call != null) ? call : delivery.event().id();
	}

	Object key() {
		return this.key;
	}

	Entry add(Delivery delivery, boolean committed) {
		Entry entry = new Entry(this, delivery, committed);
		this.waiting.add(entry);
		return entry;
	}

	/**
	 * A delivery is committed, and has its number. If the table was read meanwhile, the
	 * row is newer than the filed delivery, because it may have been tried since.
	 */
	void commit(Entry entry, Delivery filed) {
		if (!entry.committed && this.waiting.remove(entry)) {
			entry.delivery = filed;
			entry.committed = true;
			this.waiting.add(entry);
		}
	}

	boolean isReady() {
		Entry first = this.waiting.peek();
		return this.running == null && first != null && first.committed;
	}

	Delivery first() {
		return this.waiting.element().delivery;
	}

	Delivery start() {
		this.running = this.waiting.remove();
		return this.running.delivery;
	}

	/** The next may start. */
	void advance(Delivery ended) {
		if (isRunning(ended)) {
			this.running = null;
		}
	}

	boolean isRunning(Delivery delivery) {
		return this.running != null && this.running.delivery.id() == delivery.id();
	}

	boolean isEmpty() {
		return this.running == null && this.waiting.isEmpty();
	}

	/** Whether a delivery of a past event runs in it. */
	boolean runsPast() {
		return this.running != null && this.running.delivery.past();
	}

	/** Whether only deliveries of past events wait in it. */
	boolean isPast() {
		return this.waiting.stream().allMatch((entry) -> entry.delivery.past());
	}

	/** All deliveries that wait, in no order. */
	Queue<Entry> waiting() {
		return this.waiting;
	}

	/** One delivery in its lane. */
	static final class Entry implements Comparable<Entry> {

		private final Lane lane;

		private Delivery delivery;

		private boolean committed;

		private Entry(Lane lane, Delivery delivery, boolean committed) {
			this.lane = lane;
			this.delivery = delivery;
			this.committed = committed;
		}

		Lane lane() {
			return this.lane;
		}

		Delivery delivery() {
			return this.delivery;
		}

		boolean isCommitted() {
			return this.committed;
		}

		/** Whether the row is of a later attempt. */
		boolean isEarlierThan(Delivery row) {
			return this.committed && (this.delivery.attempts() != row.attempts()
					|| this.delivery.redeliveries() != row.redeliveries());
		}

		@Override
		public int compareTo(Entry other) {
			return this.delivery.compareTo(other.delivery);
		}

	}

}
