package io.switchboard.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

import io.switchboard.inbox.EventFeed.Arrival;

/**
 * Remembers up to which number events are read, and which numbers were missing. On
 * PostgreSQL several commits are under way at once, so a lower number may come later. A
 * number that does not come within {@link #PATIENCE} never does.
 */
public final class Gaps {

	/** Longer than any commit may take. */
	public static final Duration PATIENCE = Duration.ofSeconds(45);

	private static final int MAX = 10_000;

	private final TreeMap<Long, Instant> missing = new TreeMap<>();

	private long position;

	/**
	 * Begins to read, with nothing missing.
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
	 * Whether there are events to read or to wait for.
	 * @param newest the highest number that there is
	 * @return false if nothing is missing and nothing is newer
	 */
	public boolean isBehind(long newest) {
		return newest > this.position || !this.missing.isEmpty();
	}

	/**
	 * The number up to which nothing is missing.
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
	 * Notes the events that were read.
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
	 * Notes events that came late, and gives up those that never will.
	 * @param late those of the missing ones that are there by now
	 * @param now what time it is
	 */
	public void filled(List<Arrival> late, Instant now) {
		late.forEach((arrival) -> this.missing.remove(arrival.seq()));
		this.missing.values().removeIf((since) -> since.isBefore(now.minus(PATIENCE)));
	}

}
