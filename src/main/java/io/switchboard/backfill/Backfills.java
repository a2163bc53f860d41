package io.switchboard.backfill;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.switchboard.backfill.Backfill.State;
import io.switchboard.backfill.Backfill.Wanted;
import io.switchboard.delivery.table.DeliveryStatus;
import io.switchboard.delivery.table.PastDeliveries;
import io.switchboard.history.PastEvents;
import io.switchboard.history.PastEvents.Stretch;
import io.switchboard.inbox.Event;
import io.switchboard.routes.dryrun.RouteTrial;
import io.switchboard.routes.dryrun.RouteTrial.Tried;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Starts backfills, and tells their state. */
@Component
public class Backfills {

	/** How many deliveries a backfill may file in a second. */
	public static final int MOST_PER_SECOND = BackfillSettings.MOST;

	private static final int SAMPLE = 3;

	private static final int PART = 500;

	private static final int LISTED = 50;

	/** How long a preview may take, because its caller waits. */
	private static final Duration LONGEST_COUNT = Duration.ofSeconds(10);

	private final BackfillSettings settings;

	private final BackfillTable table;

	private final PastEvents past;

	private final PastDecision decision;

	private final PastDeliveries deliveries;

	private final RouteTrial trial;

	private final Clock clock = Clock.systemUTC();

	Backfills(BackfillSettings settings, BackfillTable table, PastEvents past, PastDecision decision,
			PastDeliveries deliveries, RouteTrial trial) {
		this.settings = settings;
		this.table = table;
		this.past = past;
		this.decision = decision;
		this.deliveries = deliveries;
		this.trial = trial;
	}

	/**
	 * A preview of a backfill.
	 *
	 * @param events how many events it would read
	 * @param lookedAt how many of them were read for this answer
	 * @param wanted for how many of these a delivery would be filed
	 * @param undecided for how many of these the switchboard failed
	 * @param sample what the route would do with the first of them
	 */
	public record Preview(long events, long lookedAt, long wanted, long undecided, List<Tried> sample) {

		/** Whether there was no time for all of them. */
		public boolean isCut() {
			return this.lookedAt < this.events;
		}

	}

	/**
	 * The default number of deliveries in a second.
	 * @return 1 or more
	 */
	public int usualPace() {
		return this.settings.perSecond();
	}

	/**
	 * Makes a preview. Nothing is filed, sent or written.
	 * @param wanted the request
	 * @return counts, and a sample
	 * @throws RefusedException if it cannot be done
	 * @throws IOException if the routes cannot be copied, to be tried
	 */
	public Preview preview(Wanted wanted) throws IOException {
		require(wanted);
		Stretch rest = this.past.stretch(wanted.filter());
		long events = this.past.count(wanted.filter(), wanted.route(), rest);
		long end = System.nanoTime() + LONGEST_COUNT.toNanos();
		List<Event> sample = new ArrayList<>();
		long lookedAt = 0;
		long found = 0;
		long undecided = 0;
		while (!rest.isEmpty() && System.nanoTime() < end && !(wanted.every() && sample.size() == SAMPLE)) {
			PastEvents.Part part = this.past.part(wanted.filter(), wanted.route(), rest, PART);
			rest = part.rest();
			for (Event event : part.events()) {
				PastDecision.Answer answer = this.decision.of(wanted, event);
				lookedAt++;
				undecided += (answer == PastDecision.Answer.UNDECIDED) ? 1 : 0;
				if (answer == PastDecision.Answer.WANTED) {
					found++;
					if (sample.size() < SAMPLE) {
						sample.add(event);
					}
				}
			}
		}
		List<Tried> tried = this.trial.of(wanted.route(), sample);
		return wanted.every() ? new Preview(events, events, events, 0, tried)
				: new Preview(Math.max(events, lookedAt), lookedAt, found, undecided, tried);
	}

	/**
	 * Starts one, which goes on by itself.
	 * @param wanted the request
	 * @param by the user, or null
	 * @return its state
	 * @throws RefusedException if it cannot be done, or one of the route is under way
	 * @throws SQLException if the store cannot be reached
	 */
	public Backfill start(Wanted wanted, @Nullable String by) throws SQLException {
		require(wanted);
		Stretch all = this.past.stretch(wanted.filter());
		long events = this.past.count(wanted.filter(), wanted.route(), all);
		Optional<Long> id = this.table.insert(wanted, all, events, by, this.clock.instant());
		return this.table.find(id.orElseThrow(() -> new RefusedException(
				"a backfill of %s is under way: wait for it, or stop it".formatted(wanted.route()))))
			.orElseThrow();
	}

	private void require(Wanted wanted) {
		if (!this.decision.isRoute(wanted.route())) {
			throw new RefusedException("there is no route %s that can be run over the past".formatted(wanted.route()));
		}
		if (!this.decision.isPossible(wanted)) {
			throw new RefusedException(
					"the switchboard is stopped or paused, so it cannot say which events the route would get");
		}
	}

	/**
	 * One of them.
	 * @param id its number
	 * @return empty if there is none
	 */
	public Optional<Backfill> find(long id) {
		return this.table.find(id);
	}

	/**
	 * The latest.
	 * @return the newest first, 50 at most
	 */
	public List<Backfill> latest() {
		return this.table.newest(LISTED);
	}

	/**
	 * Counts the deliveries of one.
	 * @param backfill one
	 * @return how many the store has, by status
	 */
	public Map<DeliveryStatus, Long> deliveries(Backfill backfill) {
		return this.deliveries.counts(backfill.id());
	}

	/**
	 * Pauses it.
	 * @param id its number
	 * @return false if it does not run
	 * @throws SQLException if the store cannot be reached
	 */
	public boolean pause(long id) throws SQLException {
		return this.table.change(id, Set.of(State.RUNNING), State.PAUSED, this.clock.instant());
	}

	/**
	 * Resumes it.
	 * @param id its number
	 * @return false if it is not paused
	 * @throws SQLException if the store cannot be reached
	 */
	public boolean resume(long id) throws SQLException {
		return this.table.change(id, Set.of(State.PAUSED), State.RUNNING, this.clock.instant());
	}

	/**
	 * Stops it. Deliveries that it has filed go on.
	 * @param id its number
	 * @return false if it has ended already
	 * @throws SQLException if the store cannot be reached
	 */
	public boolean stop(long id) throws SQLException {
		return this.table.change(id, Set.of(State.RUNNING, State.PAUSED), State.STOPPED, this.clock.instant());
	}

	/** It cannot be done; the message is a sentence for people. */
	public static final class RefusedException extends RuntimeException {

		RefusedException(String message) {
			super(message);
		}

	}

}
