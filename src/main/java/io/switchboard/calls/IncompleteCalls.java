package io.switchboard.calls;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.switchboard.inbox.Event;
import org.springframework.stereotype.Component;

/**
 * Finds calls of which events must be missing: a live call without events for long, or an
 * ended call that lacks a part. The room {@code reconciliation} asks VoIPstudio about
 * them, and reports the result here.
 */
@Component
public class IncompleteCalls {

	/** A missing record is looked for again after this time at least. */
	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private final SettlingTable table;

	private final CallTable calls;

	private final CallEvents events;

	private final CallsSettings settings;

	private final CallRules rules;

	private final DueRule dueRule;

	IncompleteCalls(SettlingTable table, CallTable calls, CallEvents events, CallsSettings settings, CallRules rules,
			DueRule dueRule) {
		this.table = table;
		this.calls = calls;
		this.events = events;
		this.settings = settings;
		this.rules = rules;
		this.dueRule = dueRule;
	}

	/**
	 * A call to ask for.
	 *
	 * @param rootCallId the call
	 * @param isOver whether it is over, as far as we know
	 * @param live the legs that are live as far as we know; the root one if none is
	 * @param ended the legs whose end is known
	 */
	public record LostEnd(long rootCallId, boolean isOver, Set<Long> live, Set<Long> ended) {
	}

	/**
	 * Whether VoIPstudio is to be asked at all.
	 * @return false if {@code calls.ask-after} is 0
	 */
	public boolean isWanted() {
		return this.settings.asks();
	}

	/**
	 * The calls to ask for.
	 * @param now the time
	 * @param limit how many at most
	 * @return those that have waited longest
	 * @throws SQLException if the store cannot be written
	 */
	public List<LostEnd> open(Instant now, int limit) throws SQLException {
		Set<Long> ids = new TreeSet<>(this.table.toAsk(now, limit));
		List<LostEnd> open = new ArrayList<>();
		if (ids.isEmpty()) {
			return open;
		}
		Map<Long, List<Event>> events = this.events.ofCalls(this.calls.roots(ids));
		for (long root : ids) {
			List<Event> heard = events.getOrDefault(root, List.of());
			CallLegs legs = CallLegs.find(root, heard, this.rules);
			CallDue due = this.dueRule.of(heard, legs);
			if (legs == null || due.askAt() == null || due.askAt().isAfter(now)) {
				this.table.askAt(root, due.askAt());
			}
			else {
				open.add(lostEnd(root, legs));
			}
		}
		return open;
	}

	/**
	 * Legs other than root ones that go on, as far as we know. VoIPstudio is asked about
	 * their calls by {@link #open}.
	 * @param roots some calls
	 * @return by call; none if VoIPstudio is not to be asked
	 */
	public Map<Long, Set<Long>> goingOn(Collection<Long> roots) {
		Map<Long, Set<Long>> goingOn = new HashMap<>();
		if (isWanted()) {
			this.events.ofCalls(this.calls.roots(roots)).forEach((root, heard) -> {
				CallLegs legs = CallLegs.find(root, heard, this.rules);
				if (legs != null && !legs.isOver()) {
					Set<Long> live = lostEnd(root, legs).live();
					live.remove(root);
					goingOn.put(root, live);
				}
			});
		}
		return goingOn;
	}

	private static LostEnd lostEnd(long root, CallLegs legs) {
		Set<Long> live = new TreeSet<>();
		Set<Long> ended = new TreeSet<>();
		for (Leg leg : legs.legs()) {
			if (leg.state() == CallState.ENDED) {
				ended.add(leg.id());
			}
			else if (leg.state().isLive()) {
				live.add(leg.id());
			}
		}
		return new LostEnd(root, legs.isOver(), live.isEmpty() ? Set.of(root) : live, ended);
	}

	/**
	 * The call is live: it is asked for again after {@code calls.ask-after}.
	 * @param root the call
	 * @param now the time
	 * @throws SQLException if the store cannot be written
	 */
	public void goesOn(long root, Instant now) throws SQLException {
		this.table.askAt(root, now.plus(this.settings.askAfter()));
	}

	/**
	 * The call is gone, and its records are not there yet: it is asked for again soon.
	 * @param root the call
	 * @param now the time
	 * @throws SQLException if the store cannot be written
	 */
	public void awaited(long root, Instant now) throws SQLException {
		Duration wait = this.settings.recordWait().dividedBy(8);
		wait = (wait.compareTo(LONGEST) > 0) ? LONGEST : wait;
		this.table.askAt(root, now.plus((wait.compareTo(SHORTEST) < 0) ? SHORTEST : wait));
	}

	/**
	 * How long a call that is gone may be without a record.
	 * @return {@code calls.record-wait}
	 */
	public Duration recordWait() {
		return this.settings.recordWait();
	}

	/**
	 * VoIPstudio has nothing more to tell: the call is settled with what is known.
	 * @param root the call
	 * @param now the time
	 * @throws SQLException if the store cannot be written
	 */
	public void nothingMore(long root, Instant now) throws SQLException {
		this.table.asked(root, now);
	}

}
