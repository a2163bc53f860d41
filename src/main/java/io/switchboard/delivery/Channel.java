package io.switchboard.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one route that are in memory: a bounded number. The rest waits in the
 * table.
 * <p>
 * A delivery is held from before it is queued until its mark is committed, so that it
 * never runs twice at once; a channel whose route stops and starts again goes on holding
 * what it held.
 */
class Channel {

	private static final int CAPACITY = 500;

	private final Executor workers;

	private final Runner runner;

	private final Queue<Delivery> ready = new ArrayDeque<>();

	private final Set<Long> held = new HashSet<>();

	/** Released since a refill began: what it read of them is out of date. */
	private final Set<Long> releasedMeanwhile = new HashSet<>();

	private DurableConsumer consumer;

	private int running;

	private boolean open;

	/** Whether the table may hold more than memory does. */
	private boolean backlog;

	Channel(DurableConsumer consumer, Executor workers, Runner runner) {
		this.consumer = consumer;
		this.workers = workers;
		this.runner = runner;
	}

	/** Opens for a consumer; false if it is open for another. */
	synchronized boolean open(DurableConsumer consumer) {
		if (this.open && this.consumer != consumer) {
			return false;
		}
		this.consumer = consumer;
		this.open = true;
		this.backlog = true;
		return true;
	}

	/**
	 * Starts nothing more for this consumer. What was queued stays in the table, what
	 * runs ends.
	 */
	synchronized void close(DurableConsumer consumer) {
		if (this.consumer == consumer) {
			this.open = false;
			this.ready.forEach((delivery) -> this.held.remove(delivery.id()));
			this.ready.clear();
		}
	}

	synchronized DurableConsumer consumer() {
		return this.consumer;
	}

	/** Takes hold of deliveries that are being filed, as far as there is room. */
	synchronized List<Delivery> hold(Collection<Delivery> deliveries) {
		List<Delivery> taken = new ArrayList<>(deliveries.size());
		for (Delivery delivery : deliveries) {
			if (!this.open || this.held.size() >= CAPACITY) {
				this.backlog = true;
			}
			else if (this.held.add(delivery.id())) {
				taken.add(delivery);
			}
		}
		return taken;
	}

	/** Queues deliveries that are held. */
	synchronized void queue(Collection<Delivery> deliveries) {
		if (this.open) {
			this.ready.addAll(deliveries);
			pump();
		}
		else {
			deliveries.forEach(this::release);
		}
	}

	/** Lets go of a delivery: it is marked, or was never filed. */
	synchronized void release(Delivery delivery) {
		if (this.held.remove(delivery.id())) {
			this.releasedMeanwhile.add(delivery.id());
		}
	}

	/** Whether more should be read from the table, right now. */
	synchronized boolean wantsRefill() {
		return this.open && this.backlog && this.held.size() < CAPACITY / 2;
	}

	/** Begins to read from the table; true if there is room. */
	synchronized boolean beginRefill() {
		this.releasedMeanwhile.clear();
		return this.open && this.held.size() < CAPACITY / 2;
	}

	/** Queues what was read and is not held already. */
	synchronized void endRefill(List<Delivery> due) {
		this.backlog = due.size() >= refillLimit();
		due.removeIf((delivery) -> this.releasedMeanwhile.contains(delivery.id()));
		queue(hold(due));
	}

	/** Enough to find something new behind everything that is held. */
	static int refillLimit() {
		return 2 * CAPACITY;
	}

	/** One more may run beside an attempt that cannot be ended. */
	synchronized void addPlace() {
		this.running--;
		pump();
	}

	private void pump() {
		int wanted = Math.min(this.consumer.options().concurrency() - this.running, this.ready.size());
		for (int i = 0; i < wanted; i++) {
			this.workers.execute(this::work);
			this.running++;
		}
	}

	private void work() {
		boolean hasPlace = true;
		try {
			for (Delivery delivery = next(); delivery != null && hasPlace; delivery = hasPlace ? next() : null) {
				hasPlace = this.runner.run(this, consumer(), delivery);
			}
		}
		finally {
			if (hasPlace) {
				leave();
			}
		}
	}

	private synchronized @Nullable Delivery next() {
		return this.ready.poll();
	}

	/**
	 * In one step with looking again, so that nothing queued in between is left lying.
	 */
	private synchronized void leave() {
		this.running--;
		pump();
	}

	/** Runs one delivery. */
	@FunctionalInterface
	interface Runner {

		/** Never throws; false if the place in which it ran has gone to another. */
		boolean run(Channel channel, DurableConsumer consumer, Delivery delivery);

	}

}
