package io.switchboard.delivery.queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.table.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one route that are in memory: a bounded number. The rest waits in the
 * table.
 * <p>
 * A delivery is held from before it is committed until its mark is, so that it never runs
 * twice at once; a channel whose route stops and starts again goes on holding what it
 * runs. Order within a call is kept so: either memory holds all that is not done (then
 * what is filed joins its lane at once), or it holds nothing of a call but its first
 * deliveries, as the table has them (then what is filed waits there for the next refill).
 */
class Channel {

	static final int CAPACITY = 500;

	private final Threads threads;

	private final Ownership ownership;

	private final Runner runner;

	/** By the id of the event, which is known before the delivery has its own. */
	private final Map<String, Lane.Entry> held = new HashMap<>();

	private final Map<Object, Lane> lanes = new HashMap<>();

	private final Queue<Lane> ready = new ArrayDeque<>();

	/** Released since a refill began: what it read of them is out of date. */
	private final Set<Long> releasedMeanwhile = new HashSet<>();

	/** Their lanes were dropped since a refill began. */
	private final Set<Object> droppedMeanwhile = new HashSet<>();

	/** Whether shares changed since a refill began: what it read may be another's. */
	private boolean changedMeanwhile;

	private ChannelConsumer consumer;

	private Gate gate;

	private int running;

	private boolean open;

	private boolean gated;

	/** When the channel is woken, in nanoseconds; null if nothing will. */
	private @Nullable Long wakesAt;

	/** Whether the table may hold more than memory does. */
	private boolean backlog;

	/** Whether the table came to hold more since a refill began. */
	private boolean backlogMeanwhile;

	Channel(ChannelConsumer consumer, Threads threads, Ownership ownership, Runner runner) {
		this.consumer = consumer;
		this.threads = threads;
		this.ownership = ownership;
		this.runner = runner;
		this.gate = new Gate(consumer.channel(), consumer.options());
	}

	/** Opens for a consumer; false if it is open for another. */
	synchronized boolean open(ChannelConsumer consumer) {
		if (this.open && this.consumer != consumer) {
			return false;
		}
		this.consumer = consumer;
		this.gate = this.gate.with(consumer.options());
		this.open = true;
		expectMore();
		return true;
	}

	/**
	 * Starts nothing more for this consumer. What was queued stays in the table, what
	 * runs ends.
	 */
	synchronized void close(ChannelConsumer consumer) {
		if (this.consumer == consumer) {
			this.open = false;
			drop((delivery) -> true);
		}
	}

	synchronized boolean isOpen() {
		return this.open;
	}

	synchronized ChannelConsumer consumer() {
		return this.consumer;
	}

	synchronized Gate gate() {
		return this.gate;
	}

	/**
	 * Takes hold of deliveries that are about to be filed, as far as that keeps order.
	 * They need no number yet.
	 */
	synchronized Held hold(Collection<Delivery> deliveries) {
		List<Delivery> taken = new ArrayList<>(deliveries.size());
		for (Delivery delivery : deliveries) {
			if (mayHold(delivery) && take(delivery, false)) {
				taken.add(delivery);
			}
			else if (isOurs(delivery)) {
				// before the commit: nothing that is filed meanwhile may overtake it
				expectMore();
			}
		}
		return new Held(taken);
	}

	private boolean mayHold(Delivery delivery) {
		boolean inOrder = !keepsOrder() || delivery.call() == null || (!this.backlog && this.ownership.isSole());
		return this.open && inOrder && this.held.size() < CAPACITY
				&& this.ownership.mayRun(delivery.term(), delivery.shard());
	}

	private boolean keepsOrder() {
		return this.consumer.options().ordered();
	}

	private boolean take(Delivery delivery, boolean committed) {
		if (this.held.containsKey(delivery.event().id())) {
			return false;
		}
		Lane lane = this.lanes.computeIfAbsent(Lane.keyOf(delivery, keepsOrder()), Lane::new);
		this.held.put(delivery.event().id(), lane.add(delivery, committed));
		return true;
	}

	/**
	 * What is held is committed, as far as it was filed; that may run.
	 * @param filed what was filed for this channel, with its numbers
	 * @return true if more waits in the table
	 */
	synchronized boolean queue(Held held, Collection<Delivery> filed) {
		Map<String, Delivery> byEvent = new HashMap<>();
		filed.forEach((delivery) -> byEvent.put(delivery.event().id(), delivery));
		for (Delivery planned : held.deliveries()) {
			Delivery delivery = byEvent.remove(planned.event().id());
			Lane.Entry entry = this.held.get(planned.event().id());
			if (entry != null && delivery != null) {
				entry.lane().commit(entry, delivery);
				enqueue(entry.lane());
			}
			else if (delivery == null) {
				forget(planned);
			}
			else {
				byEvent.put(planned.event().id(), delivery);
			}
		}
		boolean leftOut = byEvent.values().stream().anyMatch(this::isOurs);
		if (leftOut) {
			expectMore();
		}
		pump();
		return leftOut && this.open;
	}

	/** Not another node's, who will hear of it. */
	private boolean isOurs(Delivery delivery) {
		return !this.open || !this.ownership.stands(delivery.term())
				|| this.ownership.shards().contains(delivery.shard());
	}

	/**
	 * What is held was not committed, as far as we were told, and is forgotten.
	 */
	synchronized void forget(Held held) {
		expectMore();
		held.deliveries().forEach(this::forget);
		pump();
	}

	private void forget(Delivery planned) {
		Lane.Entry entry = this.held.get(planned.event().id());
		if (entry != null && !entry.isCommitted()) {
			this.held.remove(planned.event().id());
			entry.lane().waiting().remove(entry);
			enqueue(entry.lane());
		}
	}

	/** The table holds what memory does not. */
	synchronized void expectMore() {
		this.backlog = true;
		this.backlogMeanwhile = true;
	}

	private void enqueue(Lane lane) {
		if (lane.isEmpty()) {
			this.lanes.remove(lane.key(), lane);
		}
		else if (!lane.isQueued && lane.isReady()) {
			lane.isQueued = true;
			this.ready.add(lane);
			// it may be one that the gate lets in sooner than those that wait
			this.gated = this.gated && !(this.gate.isTrying() && isFresh(lane));
		}
	}

	/**
	 * It ran well, and its mark will be committed before those of what follows in its
	 * call: that may start, for a channel without effects of its own.
	 */
	synchronized void advance(Delivery delivery) {
		Lane.Entry entry = this.held.get(delivery.event().id());
		if (entry != null) {
			entry.lane().advance(delivery);
			enqueue(entry.lane());
			pump();
		}
	}

	/** Lets go of a delivery that is marked: done, or dead. */
	synchronized void release(Delivery delivery) {
		Lane.Entry entry = this.held.remove(delivery.event().id());
		this.releasedMeanwhile.add(delivery.id());
		if (entry != null) {
			entry.lane().advance(delivery);
			enqueue(entry.lane());
			pump();
		}
	}

	/** Lets go of a delivery that is not done, and of what follows in its call. */
	synchronized void giveBack(Delivery delivery) {
		Lane.Entry entry = this.held.remove(delivery.event().id());
		this.releasedMeanwhile.add(delivery.id());
		expectMore();
		if (entry != null) {
			this.droppedMeanwhile.add(entry.lane().key());
			entry.lane().advance(delivery);
			entry.lane().waiting().forEach((each) -> this.held.remove(each.delivery().event().id()));
			entry.lane().waiting().clear();
			enqueue(entry.lane());
		}
	}

	/** Lets go of deliveries that do not run yet. */
	synchronized void drop(Predicate<Delivery> condition) {
		this.changedMeanwhile = true;
		for (Lane lane : List.copyOf(this.lanes.values())) {
			if (lane.waiting().removeIf((entry) -> condition.test(entry.delivery()) && dropped(entry))) {
				expectMore();
				enqueue(lane);
			}
		}
	}

	private boolean dropped(Lane.Entry entry) {
		this.droppedMeanwhile.add(entry.lane().key());
		return this.held.remove(entry.delivery().event().id()) != null;
	}

	/** Whether any delivery that meets the condition is held. */
	synchronized boolean holds(Predicate<Delivery> condition) {
		return this.held.values().stream().map(Lane.Entry::delivery).anyMatch(condition);
	}

	/** Whether memory holds anything of a call. */
	synchronized boolean holds(long call) {
		return this.lanes.containsKey(call);
	}

	/** Whether more should be read from the table, right now. */
	synchronized boolean wantsRefill() {
		return this.open && this.backlog && this.held.size() < CAPACITY / 2;
	}

	/** Begins to read from the table: how much at most, 0 if there is no room. */
	synchronized int beginRefill() {
		this.releasedMeanwhile.clear();
		this.droppedMeanwhile.clear();
		this.changedMeanwhile = false;
		this.backlogMeanwhile = false;
		// enough to find something new behind everything that is held
		return (this.open && this.held.size() < CAPACITY / 2) ? this.held.size() + CAPACITY : 0;
	}

	/**
	 * Queues what was read.
	 * @param all the ids of all that is not done, or null if there are too many to say
	 */
	synchronized void endRefill(List<Delivery> due, @Nullable Collection<Long> all) {
		if (this.changedMeanwhile) {
			// nothing goes on from what memory knew before
			drop((delivery) -> true);
			expectMore();
			return;
		}
		Set<Object> unmarked = lanesOfOtherTerms();
		for (Delivery delivery : due) {
			boolean current = this.open && !unmarked.contains(Lane.keyOf(delivery, keepsOrder()))
					&& !this.releasedMeanwhile.contains(delivery.id())
					&& !this.droppedMeanwhile.contains(Lane.keyOf(delivery, keepsOrder()))
					&& this.ownership.mayRun(delivery.term(), delivery.shard());
			if (current && this.held.size() < CAPACITY && take(delivery, true)) {
				enqueue(this.lanes.get(Lane.keyOf(delivery, keepsOrder())));
			}
		}
		dropUnread(due);
		this.backlog = this.backlogMeanwhile || !unmarked.isEmpty() || all == null || !isKnown(all);
		pump();
	}

	/**
	 * What was held in a term that is over runs again: what follows must not pass it.
	 */
	private Set<Object> lanesOfOtherTerms() {
		long term = this.ownership.term();
		return this.held.values()
			.stream()
			.map(Lane.Entry::delivery)
			.filter((delivery) -> delivery.term() != term)
			.map((delivery) -> Lane.keyOf(delivery, keepsOrder()))
			.collect(Collectors.toSet());
	}

	/**
	 * Of a call that was read as far as something that is not due, memory must not go on
	 * with what stands behind that.
	 */
	private void dropUnread(List<Delivery> due) {
		if (!keepsOrder()) {
			return;
		}
		Map<Object, Delivery> last = new HashMap<>();
		due.forEach((delivery) -> last.merge(Lane.keyOf(delivery, true), delivery,
				(one, other) -> (one.compareTo(other) > 0) ? one : other));
		last.forEach((key, delivery) -> {
			Lane lane = this.lanes.get(key);
			if (lane != null
					&& lane.waiting().removeIf((entry) -> entry.delivery().compareTo(delivery) > 0 && dropped(entry))) {
				expectMore();
				enqueue(lane);
			}
		});
	}

	private boolean isKnown(Collection<Long> ids) {
		Set<Long> known = new HashSet<>(this.releasedMeanwhile);
		this.held.values().forEach((entry) -> known.add(entry.delivery().id()));
		return known.containsAll(ids);
	}

	/** One more may run beside an attempt that cannot be ended. */
	synchronized void addPlace() {
		this.running--;
		pump();
	}

	/** Looks again whether something may start. */
	synchronized void wake() {
		this.gated = false;
		pump();
	}

	private void pump() {
		if (this.gated) {
			return;
		}
		int wanted = Math.min(this.consumer.options().concurrency() - this.running, this.ready.size());
		for (int i = 0; i < wanted; i++) {
			this.threads.work(this::work);
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
		for (Lane lane = this.ready.peek(); lane != null; lane = this.ready.peek()) {
			if (lane.isReady() && isOurs(lane)) {
				Lane preferred = preferred();
				Duration wait = this.gate.enter(this.ownership.nodes(), isFresh(preferred));
				if (!wait.isZero()) {
					this.gated = true;
					wakeIn(wait);
					return null;
				}
				passed();
				lane = preferred;
			}
			this.ready.remove(lane);
			lane.isQueued = false;
			if (lane.isReady()) {
				return lane.start();
			}
		}
		return null;
	}

	/** A trial is of one that has not failed yet: it may be that which fails. */
	private Lane preferred() {
		Lane first = this.ready.element();
		return !this.gate.isTrying() ? first
				: List.copyOf(this.ready)
					.stream()
					.filter((lane) -> isFresh(lane) && isOurs(lane))
					.findFirst()
					.orElse(first);
	}

	private static boolean isFresh(Lane lane) {
		return lane.isReady() && lane.first().attempts() == 0;
	}

	/** Another node may have it by now: back to the table, which knows. */
	private boolean isOurs(Lane lane) {
		Delivery first = lane.first();
		boolean ours = this.ownership.mayRun(first.term(), first.shard());
		if (!ours) {
			lane.waiting().removeIf(this::dropped);
			expectMore();
			enqueue(lane);
		}
		return ours;
	}

	/** The others may follow. */
	private void passed() {
		if (this.gated) {
			this.gated = false;
			pump();
		}
	}

	private void wakeIn(Duration wait) {
		long at = System.nanoTime() + wait.toNanos();
		if (wait.compareTo(Gate.UNTIL_WOKEN) < 0 && (this.wakesAt == null || at - this.wakesAt < 0)) {
			this.wakesAt = at;
			this.threads.after(wait, this::wakeInTime);
		}
	}

	private synchronized void wakeInTime() {
		if (this.wakesAt != null && System.nanoTime() - this.wakesAt >= 0) {
			this.wakesAt = null;
		}
		wake();
	}

	/**
	 * In one step with looking again, so that nothing queued in between is left lying.
	 */
	private synchronized void leave() {
		this.running--;
		pump();
	}

	/** What a channel took hold of, of what is about to be filed. */
	record Held(List<Delivery> deliveries) {

		static final Held NOTHING = new Held(List.of());

	}

	/** Runs one delivery. */
	@FunctionalInterface
	interface Runner {

		/** Never throws; false if the place in which it ran has gone to another. */
		boolean run(Channel channel, ChannelConsumer consumer, Delivery delivery);

	}

}
