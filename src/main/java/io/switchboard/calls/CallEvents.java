package io.switchboard.calls;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventFeed;

import org.springframework.stereotype.Component;

/** Reads all events of calls, with those of their legs. */
@Component
class CallEvents {

	/** Of a call with more events, the newest are read. */
	static final int MAX_EVENTS = 1000;

	/**
	 * How many events of several calls are read at once. If there are more, each call is
	 * read alone.
	 */
	private static final int AT_ONCE = 4000;

	private final EventFeed events;

	CallEvents(EventFeed events) {
		this.events = events;
	}

	/**
	 * All events of some calls. An event that names only a leg, such as a recording,
	 * belongs to the leg's call.
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
			List<Event> found = this.events.ofCalls(roots, (roots.size() > 1) ? AT_ONCE : MAX_EVENTS);
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

}
