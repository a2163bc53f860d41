package io.switchboard.delivery.cluster;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Waits until all other nodes know of a new one. Before the new node accepts an event,
 * the others must know that the table may hold deliveries of another node. A node looks
 * at the table with each heartbeat. Once two of its heartbeats are seen, it has looked in
 * between.
 */
final class Introduction {

	private static final int HEARTBEATS = 2;

	private final Map<Long, Instant> seen;

	private final Map<Long, Integer> heard = new HashMap<>();

	/** {@code others}: when each of the others was last heard of, by their terms. */
	Introduction(Map<Long, Instant> others) {
		this.seen = new HashMap<>(others);
	}

	/** Whether all living nodes know of this one. */
	boolean isDone() {
		return this.seen.keySet().stream().allMatch((term) -> this.heard.getOrDefault(term, 0) >= HEARTBEATS);
	}

	/** Looks once more. A node that is gone need not know. */
	void look(Map<Long, Instant> others) {
		this.seen.keySet().retainAll(others.keySet());
		this.seen.replaceAll((term, at) -> {
			Instant now = others.getOrDefault(term, at);
			if (!at.equals(now)) {
				this.heard.merge(term, 1, Integer::sum);
			}
			return now;
		});
	}

}
