package io.switchboard.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.switchboard.inbox.Event;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Reads events by a filter, for the API and the pages. */
@Component
public class Events {

	private final EventQueries queries;

	private final EventConditions conditions;

	Events(EventQueries queries, EventConditions conditions) {
		this.queries = queries;
		this.conditions = conditions;
	}

	/**
	 * Events, newest first, without their bodies. A page may hold fewer than its limit
	 * although more follow.
	 * @param wanted which events
	 * @param before the last event of the page before, or null for the first page
	 * @param limit how many at most
	 * @return a page of them
	 */
	public Page<List<Event>> find(EventFilter wanted, @Nullable Long before, int limit) {
		RowFilter filter = this.conditions.of(wanted).cursor(before);
		return this.queries.eventPage(filter, limit);
	}

	/**
	 * The events of a call, without their bodies.
	 * @param rootCallId the call
	 * @param limit how many at most, the newest
	 * @return in the order in which they came
	 */
	public List<Event> ofCall(long rootCallId, int limit) {
		List<Event> events = new ArrayList<>(
				this.queries.events(new RowFilter().and("e.root_call_id = ?", rootCallId), limit));
		events.sort(Comparator.comparingLong(Event::seq));
		return events;
	}

}
