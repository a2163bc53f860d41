package io.switchboard.delivery.queue;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.switchboard.delivery.table.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one channel that memory has claimed, in lanes: one for each call. Not
 * thread-safe: its channel guards it.
 */
class Lanes {

	/** By the id of the event, which is known before the delivery has its own. */
	private final Map<String, Lane.Entry> claimed = new HashMap<>();

	private final Map<Object, Lane> lanes = new HashMap<>();

	private final ReadyLanes ready = new ReadyLanes(this.lanes.values());

	private final Listener listener;

	private boolean ordered;

	Lanes(boolean ordered, Listener listener) {
		this.ordered = ordered;
		this.listener = listener;
	}

	/** Sets whether new deliveries keep order within a call. */
	void order(boolean ordered) {
		this.ordered = ordered;
	}

	/** How many run side by side. */
	void share(int concurrency) {
		this.ready.share(concurrency);
	}

	boolean isOrdered() {
		return this.ordered;
	}

	/** How many deliveries are claimed. */
	int size() {
		return this.claimed.size();
	}

	/** How many lanes have a delivery that may start. */
	int countReady() {
		return this.ready.count();
	}

	Object keyOf(Delivery delivery) {
		return Lane.keyOf(delivery, this.ordered);
	}

	/** Adds a delivery that is about to be filed; false if it is claimed already. */
	boolean addUncommitted(Delivery delivery) {
		return add(delivery, false) != null;
	}

	/**
	 * Adds a delivery from the table, unless it is claimed already. A claim on what is
	 * being filed gives way to the row. It may be a repeat of an event that the table
	 * has, and those behind that event must not pass it.
	 */
	void addCommitted(Delivery delivery) {
		Lane lane = add(delivery, true);
		if (lane != null) {
			enqueue(lane);
		}
	}

	private @Nullable Lane add(Delivery delivery, boolean committed) {
		Lane.Entry known = this.claimed.get(delivery.event().id());
		if (known != null && (known.isCommitted() || !committed)) {
			return null;
		}
		if (known != null) {
			known.lane().waiting().remove(known);
			enqueue(known.lane());
		}
		Lane lane = this.lanes.computeIfAbsent(keyOf(delivery), Lane::new);
		this.claimed.put(delivery.event().id(), lane.add(delivery, committed));
		return lane;
	}

	/** A delivery is committed, and has its number; false if it is no longer claimed. */
	boolean commit(Delivery filed) {
		Lane.Entry entry = this.claimed.get(filed.event().id());
		if (entry == null) {
			return false;
		}
		entry.lane().commit(entry, filed);
		enqueue(entry.lane());
		return true;
	}

	/** A delivery was not committed, as far as we know. */
	void rollBack(Delivery planned) {
		Lane.Entry entry = this.claimed.get(planned.event().id());
		if (entry != null && !entry.isCommitted()) {
			this.claimed.remove(planned.event().id());
			entry.lane().waiting().remove(entry);
			enqueue(entry.lane());
		}
	}

	/** The next delivery of its call may start. */
	void advance(Delivery delivery) {
		advance(delivery, this.claimed.get(delivery.event().id()));
	}

	/** A delivery is done, and no longer claimed. */
	void remove(Delivery delivery) {
		advance(delivery, this.claimed.remove(delivery.event().id()));
	}

	private void advance(Delivery delivery, Lane.@Nullable Entry entry) {
		if (entry != null) {
			entry.lane().advance(delivery);
			enqueue(entry.lane());
		}
	}

	/** A delivery is not done. Releases it and the later ones of its call. */
	void removeWithLane(Delivery delivery) {
		Lane.Entry entry = this.claimed.remove(delivery.event().id());
		if (entry != null) {
			this.listener.dropped(entry.lane().key());
			entry.lane().advance(delivery);
			entry.lane().waiting().forEach((each) -> this.claimed.remove(each.delivery().event().id()));
			entry.lane().waiting().clear();
			enqueue(entry.lane());
		}
	}

	/** Releases deliveries that do not run yet. */
	void drop(Predicate<Delivery> condition) {
		List.copyOf(this.lanes.values()).forEach((lane) -> drop(lane, condition));
	}

	/** Releases all deliveries that wait in a lane. */
	void drop(Lane lane) {
		drop(lane, (delivery) -> true);
	}

	private void drop(Lane lane, Predicate<Delivery> condition) {
		if (lane.waiting().removeIf((entry) -> condition.test(entry.delivery()) && drop(entry))) {
			enqueue(lane);
		}
	}

	private boolean drop(Lane.Entry entry) {
		this.listener.dropped(entry.lane().key());
		return this.claimed.remove(entry.delivery().event().id()) != null;
	}

	/** Releases the deliveries of its call that wait behind this one. */
	void dropBehind(Delivery delivery) {
		Lane lane = this.lanes.get(Lane.keyOf(delivery, true));
		if (lane != null) {
			drop(lane, (waiting) -> waiting.compareTo(delivery) > 0);
		}
	}

	/** Whether a delivery of this event is claimed. */
	boolean isClaimed(Delivery delivery) {
		return this.claimed.containsKey(delivery.event().id());
	}

	private void enqueue(Lane lane) {
		if (lane.isEmpty()) {
			this.lanes.remove(lane.key(), lane);
		}
		else if (lane.isReady() && this.ready.add(lane)) {
			this.listener.ready(lane);
		}
	}

	/** The lane that starts next, or null if none may. */
	@Nullable Lane firstReady() {
		return this.ready.first();
	}

	Optional<Lane> findReady(Predicate<Lane> condition) {
		return this.ready.find(condition);
	}

	/** Takes a lane from those that are ready. */
	void dequeue(Lane lane) {
		this.ready.remove(lane);
	}

	/** How many claimed deliveries meet the condition. */
	long count(Predicate<Delivery> condition) {
		return this.claimed.values().stream().map(Lane.Entry::delivery).filter(condition).count();
	}

	/** Whether a delivery of a call is claimed. */
	boolean holds(long call) {
		return this.lanes.containsKey(call);
	}

	/** Whether all of these are claimed. */
	boolean holdsAll(Collection<Long> ids) {
		Set<Long> known = new HashSet<>();
		this.claimed.values().forEach((entry) -> known.add(entry.delivery().id()));
		return known.containsAll(ids);
	}

	/** Whether the claim is on an attempt before the one that the row waits for. */
	boolean holdsEarlier(Delivery row) {
		return this.claimed.containsKey(row.event().id()) && this.claimed.get(row.event().id()).isEarlierThan(row);
	}

	/** The lanes with deliveries that were claimed in another term. */
	Set<Object> ofOtherTerms(long term) {
		return this.claimed.values()
			.stream()
			.map(Lane.Entry::delivery)
			.filter((delivery) -> delivery.term() != term)
			.map(this::keyOf)
			.collect(Collectors.toSet());
	}

	/** Hears what becomes of lanes. */
	interface Listener {

		/** The first delivery of this lane may start. */
		void ready(Lane lane);

		/** The table holds a delivery of this lane that memory has released. */
		void dropped(Object lane);

	}

}
