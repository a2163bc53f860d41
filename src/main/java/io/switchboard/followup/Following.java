package io.switchboard.followup;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventFeed;
import io.switchboard.store.LedJob;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.EventNames;
import org.jspecify.annotations.Nullable;

/**
 * Follows the events of calls and texts, in order, while this node leads. One transaction
 * writes their results and the position. Nodes commit beside each other, so an event may
 * appear after one with a higher number. So for a while every missing event is looked for
 * again.
 */
final class Following {

	private static final List<String> NAMES = List.of(EventNames.SETTLED, EventNames.SMS);

	/** Much longer than a commit takes. */
	private static final Duration LATE = Duration.ofMinutes(1);

	private static final Duration AGAIN = Duration.ofSeconds(5);

	private static final int BATCH = 100;

	private static final int MOST = 10_000;

	private final Store store;

	private final EventFeed events;

	private final PositionTable position;

	private final Projection projection;

	private final LedJob job;

	private final MeterRegistry meters;

	/** The events read since the stored position, and when. */
	private final TreeMap<Long, Instant> known = new TreeMap<>();

	private @Nullable Instant lookedAgain;

	Following(Store store, EventFeed events, PositionTable position, Projection projection, LedJob job,
			MeterRegistry meters) {
		this.store = store;
		this.events = events;
		this.position = position;
		this.projection = projection;
		this.job = job;
		this.meters = meters;
	}

	/**
	 * The next step.
	 *
	 * @param from the stored position; null while nothing is followed
	 * @param seqs the events to take in
	 * @param read all events read since that position, including these
	 * @param done the position afterwards
	 */
	record Step(@Nullable Long from, List<Long> seqs, TreeMap<Long, Instant> read, long done) {

		boolean isNothing() {
			return this.from != null && this.seqs.isEmpty() && this.done == this.from;
		}

	}

	/** Only reads. */
	Step look(Instant now) {
		Long from = this.position.get();
		if (from == null) {
			return new Step(null, List.of(), new TreeMap<>(), 0);
		}
		this.known.headMap(from, true).clear();
		List<Long> next = next(from, now);
		TreeMap<Long, Instant> read = new TreeMap<>(this.known);
		next.forEach((seq) -> read.put(seq, now));
		return new Step(from, next, read, done(from, read, now));
	}

	/**
	 * Takes in a step, as long as this node leads.
	 * @return whether there may be more at once
	 */
	boolean take(Step step, Instant now) throws SQLException {
		if (step.isNothing()) {
			return false;
		}
		long newest = (step.from() == null) ? this.events.newest() : 0;
		List<Event> batch = step.seqs().isEmpty() ? List.of() : this.events.events(step.seqs());
		Integer withheld = this.store.write((connection) -> {
			if (!this.job.keeps(connection, now)) {
				return null;
			}
			if (step.from() == null) {
				this.position.begin(connection, newest);
				return 0;
			}
			int counted = 0;
			for (Event event : batch) {
				counted += this.projection.apply(connection, event, now) ? 1 : 0;
			}
			this.position.move(connection, step.done());
			return counted;
		});
		if (withheld == null) {
			return false;
		}
		this.known.putAll(step.read());
		this.known.headMap(step.done(), true).clear();
		Counter.builder("switchboard.followups.withheld")
			.description("Callers who were missed and withheld their number")
			.register(this.meters)
			.increment(withheld);
		return step.seqs().size() == BATCH;
	}

	/** The events after the last one read. Now and then also those that came late. */
	private List<Long> next(long from, Instant now) {
		long last = this.known.isEmpty() ? from : this.known.lastKey();
		boolean again = this.lookedAgain == null || !now.isBefore(this.lookedAgain.plus(AGAIN))
				|| now.isBefore(this.lookedAgain);
		if (again) {
			this.lookedAgain = now;
			List<Long> missed = new ArrayList<>(this.events.named(NAMES, from, MOST));
			missed.removeIf((seq) -> seq > last || this.known.containsKey(seq));
			if (!missed.isEmpty()) {
				return missed.subList(0, Math.min(BATCH, missed.size()));
			}
		}
		return this.events.named(NAMES, last, BATCH);
	}

	/** The position up to which no event can appear any more. */
	private static long done(long from, TreeMap<Long, Instant> read, Instant now) {
		long done = from;
		for (var each : read.entrySet()) {
			boolean old = each.getValue().isBefore(now.minus(LATE)) || each.getValue().isAfter(now.plus(LATE));
			if (!old && read.size() < MOST) {
				return done;
			}
			done = each.getKey();
		}
		return done;
	}

	/** Another node led meanwhile. */
	void forget() {
		this.known.clear();
	}

}
