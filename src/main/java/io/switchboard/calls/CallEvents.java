package io.switchboard.calls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventTable;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Which calls new events belong to, and all events of a call. */
@Component
class CallEvents {

	/** Of a call with more, the newest. */
	static final int MAX_EVENTS = 1000;

	/** So many of some calls are read at once; where there are more, each call alone. */
	private static final int AT_ONCE = 4000;

	private static final String NEW = """
			select seq, received_at, case when status = 'accepted' and event_name is distinct from 'sms.received'
			  then root_call_id end as root_call_id
			from event where %s order by seq limit %d""";

	private static final String OF_CALLS = """
			select * from event where %s and status = 'accepted' and event_name is distinct from 'sms.received'
			order by seq desc limit %d""";

	private final Store store;

	private final JdbcTemplate jdbc;

	private final EventTable events;

	CallEvents(Store store, JdbcTemplate jdbc, EventTable events) {
		this.store = store;
		this.jdbc = jdbc;
		this.events = events;
	}

	/**
	 * An event that came.
	 *
	 * @param seq its number
	 * @param receivedAt when it came in
	 * @param rootCallId the call, or null for what tells of none
	 */
	record Arrival(long seq, Instant receivedAt, @Nullable Long rootCallId) {
	}

	/** The next events after this number, of every status. */
	List<Arrival> after(long seq, int limit) {
		return arrivals(NEW.formatted("seq > ?", limit), seq);
	}

	/** Those of these numbers that are there by now. */
	List<Arrival> of(Collection<Long> seqs) {
		return seqs.isEmpty() ? List.of()
				: arrivals(NEW.formatted(this.store.isIn("seq"), seqs.size()), this.store.numbers(seqs));
	}

	private List<Arrival> arrivals(String sql, Object argument) {
		return this.jdbc.query(sql, (row, number) -> {
			long root = row.getLong("root_call_id");
			Long call = row.wasNull() ? null : root;
			return new Arrival(row.getLong("seq"), Objects.requireNonNull(this.store.time(row, "received_at")), call);
		}, argument);
	}

	/**
	 * All events of some calls. What names a leg alone, such as a recording, belongs to
	 * the leg's call.
	 * @param roots calls, none of them a leg of another
	 * @return by call
	 */
	Map<Long, List<Event>> ofCalls(Set<Long> roots) {
		Map<Long, List<Event>> calls = read(roots);
		Map<Long, Long> legs = new HashMap<>();
		calls.forEach((root, events) -> legsOf(root, events).forEach((leg) -> legs.put(leg, root)));
		legs.keySet().removeAll(roots);
		read(legs.keySet()).forEach((leg, events) -> {
			List<Event> all = calls.get(legs.get(leg));
			if (all != null) {
				all.addAll(events.subList(0, Math.min(events.size(), MAX_EVENTS - all.size())));
			}
		});
		return calls;
	}

	/** Legs other than the root one. */
	static Set<Long> legsOf(long root, Collection<Event> events) {
		Set<Long> legs = new HashSet<>();
		for (Event event : events) {
			Long leg = event.callId();
			if (leg != null && leg != root) {
				legs.add(leg);
			}
		}
		return legs;
	}

	private Map<Long, List<Event>> read(Collection<Long> roots) {
		Map<Long, List<Event>> calls = new HashMap<>();
		if (!roots.isEmpty()) {
			List<Event> found = query(roots, AT_ONCE);
			if (found.size() == AT_ONCE && roots.size() > 1) {
				roots.forEach((root) -> calls.putAll(read(List.of(root))));
				return calls;
			}
			for (Event event : found) {
				List<Event> events = calls.computeIfAbsent(event.rootCallId(), (root) -> new ArrayList<>());
				if (events.size() < MAX_EVENTS) {
					events.add(event);
				}
			}
		}
		return calls;
	}

	private List<Event> query(Collection<Long> roots, int limit) {
		return this.jdbc.query(OF_CALLS.formatted(this.store.isIn("root_call_id"), limit),
				(row, number) -> this.events.read(row), this.store.numbers(roots));
	}

}
