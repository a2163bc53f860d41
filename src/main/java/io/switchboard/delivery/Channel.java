package io.switchboard.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The deliveries of one route that are in memory: a bounded number. The rest waits in the
 * table.
 * <p>
 * A delivery is held from before it is queued until its mark is committed, so that it
 * never runs twice at once.
 */
class Channel {

	private static final int CAPACITY = 500;

	private final DurableConsumer consumer;

	private final Executor workers;

	private final Consumer<Delivery> runner;

	private final Queue<Delivery> ready = new ArrayDeque<>();

	private final Set<Long> held = new HashSet<>();

	/** Released since a refill began: what it read of them is out of date. */
	private final Set<Long> releasedMeanwhile = new HashSet<>();

	private int running;

	private boolean closed;

	/** Whether the table may hold more than memory does. */
	private boolean backlog = true;

	Channel(DurableConsumer consumer, Executor workers, Consumer<Delivery> runner) {
		this.consumer = consumer;
		this.workers = workers;
		this.runner = runner;
	}

	DurableConsumer consumer() {
		return this.consumer;
	}

	/** Takes hold of deliveries that are being filed, as far as there is room. */
	synchronized List<Delivery> hold(Collection<Delivery> deliveries) {
		List<Delivery> taken = new ArrayList<>(deliveries.size());
		for (Delivery delivery : deliveries) {
			if (this.closed || this.held.size() >= CAPACITY) {
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
		this.ready.addAll(deliveries);
		pump();
	}

	/** Lets go of a delivery: it is marked, or was never filed. */
	synchronized void release(Delivery delivery) {
		if (this.held.remove(delivery.id())) {
			this.releasedMeanwhile.add(delivery.id());
		}
	}

	/** Whether more should be read from the table, right now. */
	synchronized boolean wantsRefill() {
		return !this.closed && this.backlog && this.held.size() < CAPACITY / 2;
	}

	/** Begins to read from the table; true if there is room. */
	synchronized boolean beginRefill() {
		this.releasedMeanwhile.clear();
		return !this.closed && this.held.size() < CAPACITY / 2;
	}

	/** Queues what was read and is not held already. */
	synchronized void endRefill(List<Delivery> due) {
		this.backlog = due.size() >= refillLimit();
		List<Delivery> fresh = due.stream()
			.filter((delivery) -> !this.releasedMeanwhile.contains(delivery.id()))
			.toList();
		queue(hold(fresh));
		this.releasedMeanwhile.clear();
	}

	/** Enough to find something new behind everything that is held. */
	static int refillLimit() {
		return 2 * CAPACITY;
	}

	private void pump() {
		int wanted = Math.min(this.consumer.options().concurrency() - this.running, this.ready.size());
		for (int i = 0; i < wanted; i++) {
			this.running++;
			this.workers.execute(this::work);
		}
	}

	private void work() {
		for (Delivery delivery = next(); delivery != null; delivery = next()) {
			this.runner.accept(delivery);
		}
	}

	private synchronized Delivery next() {
		Delivery delivery = this.closed ? null : this.ready.poll();
		if (delivery == null) {
			this.running--;
			notifyAll();
		}
		return delivery;
	}

	/**
	 * Starts nothing more, and waits for what runs. What was queued stays in the table.
	 */
	synchronized void close(Duration patience) throws InterruptedException {
		this.closed = true;
		this.ready.clear();
		long deadline = System.nanoTime() + patience.toNanos();
		while (this.running > 0) {
			long left = deadline - System.nanoTime();
			if (left <= 0) {
				return;
			}
			wait(Math.max(1, left / 1_000_000));
		}
	}

}
