package io.switchboard.delivery.queue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The lanes whose first delivery may start, in the order in which they start. A lane with
 * only past events starts when no other lane may. Such lanes take half of the places at
 * most. Not thread-safe: its channel guards it.
 */
class ReadyLanes {

	private final Queue<Lane> live = new ArrayDeque<>();

	private final Queue<Lane> past = new ArrayDeque<>();

	private final Collection<Lane> all;

	private int placesOfPast = 1;

	/** {@code all}: a view of all lanes, ready or not. */
	ReadyLanes(Collection<Lane> all) {
		this.all = all;
	}

	void share(int concurrency) {
		this.placesOfPast = Math.max(1, concurrency / 2);
	}

	/** Adds a lane that is ready; false if it was here already. */
	boolean add(Lane lane) {
		boolean isPast = lane.isPast();
		if (lane.isQueued) {
			if (!isPast && this.past.remove(lane)) {
				this.live.add(lane);
			}
			return false;
		}
		lane.isQueued = true;
		(isPast ? this.past : this.live).add(lane);
		return true;
	}

	/** How many may start, if there are places. */
	int count() {
		return this.live.size() + (this.past.isEmpty() ? 0 : Math.min(this.past.size(), freePlacesOfPast()));
	}

	private int freePlacesOfPast() {
		return Math.max(0, this.placesOfPast - (int) this.all.stream().filter(Lane::runsPast).count());
	}

	/** The lane that starts next, or null if none may. */
	@Nullable Lane first() {
		Lane first = this.live.peek();
		return (first != null || this.past.isEmpty() || freePlacesOfPast() == 0) ? first : this.past.peek();
	}

	/**
	 * The first lane that may start and meets a condition. The condition may release
	 * lanes.
	 */
	Optional<Lane> find(Predicate<Lane> condition) {
		List<Lane> lanes = new ArrayList<>(this.live);
		if (!this.past.isEmpty() && freePlacesOfPast() > 0) {
			lanes.addAll(this.past);
		}
		return lanes.stream().filter(condition).findFirst();
	}

	void remove(Lane lane) {
		if (!this.live.remove(lane)) {
			this.past.remove(lane);
		}
		lane.isQueued = false;
	}

}
