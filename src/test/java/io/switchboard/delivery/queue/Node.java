package io.switchboard.delivery.queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.switchboard.SetClock;
import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.table.Attempt;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.delivery.table.DeliveryTable;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

/** A process: a dispatcher and its threads, which run only when the test says so. */
final class Node implements Threads {

	final Ownership ownership;

	final Dispatcher dispatcher;

	final List<Turn> workers = new ArrayList<>();

	final Queue<Runnable> reads = new ArrayDeque<>();

	final List<Attempt> unmarked = new ArrayList<>();

	/**
	 * Events that were decided here; the next events of their calls may be decided too.
	 */
	final Set<Long> decided = new HashSet<>();

	/** The runs that it has started, by delivery, attempt and redelivery. */
	final Set<List<Long>> started = new HashSet<>();

	/** The time at which the last finished read of a route's table began. */
	final Map<String, Integer> lastRead = new HashMap<>();

	final Map<String, Integer> reading = new HashMap<>();

	@Nullable Turn inbox;

	@Nullable Turn marker;

	@Nullable Turn reader;

	@Nullable Turn operator;

	private boolean dead;

	Node(Store store, DeliveryTable table, Ownership ownership, SetClock clock) {
		this.ownership = ownership;
		this.dispatcher = new Dispatcher(store, table, ownership, clock, this, this::mark, new SimpleMeterRegistry());
	}

	private boolean mark(Attempt attempt) {
		return !this.dead && this.unmarked.add(attempt);
	}

	Turn turn(Runnable body) {
		return new Turn(this::isDead, body);
	}

	boolean isDead() {
		return this.dead;
	}

	/** Whether only this process may run the deliveries that it holds. */
	boolean stands(Delivery delivery) {
		try {
			this.ownership.confirm(null, delivery.term());
			return !this.dead;
		}
		catch (Exception ex) {
			return false;
		}
	}

	void kill() {
		this.dead = true;
		for (Turn turn : new Turn[] { this.inbox, this.marker, this.operator, this.reader }) {
			if (turn != null) {
				turn.end();
			}
		}
		List.copyOf(this.workers).forEach(Turn::end);
	}

	@Override
	public void work(Runnable worker) {
		this.workers.add(turn(worker));
	}

	@Override
	public void read(Runnable reader) {
		this.reads.add(reader);
	}

	@Override
	public void after(Duration time, Runnable task) {
		throw new UnsupportedOperationException("no route has a rate here");
	}

	/** A refill begins. */
	void looks(String route, int now) {
		looked();
		this.reading.put(route, now);
	}

	/** The last read is in memory. */
	void looked() {
		this.lastRead.putAll(this.reading);
		this.reading.clear();
	}

}
