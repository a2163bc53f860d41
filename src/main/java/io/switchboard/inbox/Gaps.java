package io.switchboard.inbox;

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
public final class Gaps {

	/** Longer than a commit may take. */
	public static final Duration PATIENCE = Duration.ofSeconds(45);

	private static final int MAX = 10_000;

	private final TreeMap<Long, Instant> missing = new TreeMap<>();

	private long position;

	/**
	 * Nothing is missing yet.
	 * @param position the number after which the reading begins
	 */
	public Gaps(long position) {
		this.position = position;
	}

	/**
	 * The highest number that was read.
	 * @return as it began, if none was
	 */
	public long position() {
		return this.position;
	}

	/**
	 * Whether there is anything to read, or to wait for.
	 * @param newest the highest number that there is
	 * @return false if nothing is missing and nothing is newer
	 */
	public boolean isBehind(long newest) {
		return newest > this.position || !this.missing.isEmpty();
	}

	/**
	 * Up to where nothing is missing.
	 * @return at most {@link #position}
	 */
	public long settled() {
		return this.missing.isEmpty() ? this.position : this.missing.firstKey() - 1;
	}

	/**
	 * The numbers that were passed over.
	 * @return in ascending order
	 */
	public List<Long> missing() {
		return List.copyOf(this.missing.keySet());
	}

	/**
	 * Takes note of events that were read.
	 * @param arrivals in ascending order, all after the position
	 * @param now what time it is
	 */
	public void read(List<Arrival> arrivals, Instant now) {
		for (Arrival arrival : arrivals) {
			boolean old = arrival.receivedAt().isBefore(now.minus(PATIENCE));
			long from = Math.max(this.position + 1, arrival.seq() - MAX);
			for (long seq = from; seq < arrival.seq() && !old && this.missing.size() < MAX; seq++) {
				this.missing.put(seq, now);
			}
			this.position = arrival.seq();
		}
	}

	/**
	 * Takes note of some that came late, and gives up on those that never will.
	 * @param late those of the missing ones that are there by now
	 * @param now what time it is
	 */
	public void filled(List<Arrival> late, Instant now) {
		late.forEach((arrival) -> this.missing.remove(arrival.seq()));
		this.missing.values().removeIf((since) -> since.isBefore(now.minus(PATIENCE)));
	}

}
