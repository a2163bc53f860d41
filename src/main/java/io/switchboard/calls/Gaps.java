package io.switchboard.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

import io.switchboard.inbox.EventFeed.Arrival;

/**
 * How far the events are read, and which numbers were passed over: on PostgreSQL several
 * commits are under way at once, so a lower number may come later. What does not come
 * within a while never does.
 */
final class Gaps {

	/** Longer than a commit may take. */
	static final Duration PATIENCE = Duration.ofSeconds(45);

	private static final int MAX = 10_000;

	private final TreeMap<Long, Instant> missing = new TreeMap<>();

	private long position;

	Gaps(long position) {
		this.position = position;
	}

	long position() {
		return this.position;
	}

	/** Whether there is anything to read, or to wait for. */
	boolean isBehind(long newest) {
		return newest > this.position || !this.missing.isEmpty();
	}

	/** Up to where nothing is missing. */
	long settled() {
		return this.missing.isEmpty() ? this.position : this.missing.firstKey() - 1;
	}

	List<Long> missing() {
		return List.copyOf(this.missing.keySet());
	}

	/** Takes note of events that were read, in ascending order after the position. */
	void read(List<Arrival> arrivals, Instant now) {
		for (Arrival arrival : arrivals) {
			boolean old = arrival.receivedAt().isBefore(now.minus(PATIENCE));
			long from = Math.max(this.position + 1, arrival.seq() - MAX);
			for (long seq = from; seq < arrival.seq() && !old && this.missing.size() < MAX; seq++) {
				this.missing.put(seq, now);
			}
			this.position = arrival.seq();
		}
	}

	/** Takes note of some that came late, and gives up on those that never will. */
	void filled(List<Arrival> late, Instant now) {
		late.forEach((arrival) -> this.missing.remove(arrival.seq()));
		this.missing.values().removeIf((since) -> since.isBefore(now.minus(PATIENCE)));
	}

}
