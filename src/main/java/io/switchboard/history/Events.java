package io.switchboard.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.switchboard.inbox.Event;
import io.switchboard.inbox.KnownNumbers;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Events by their filters, for the API and the pages. */
@Component
public class Events {

	private final EventQueries queries;

	private final EventTimes times;

	private final KnownNumbers numbers;

	private final Store store;

	Events(EventQueries queries, EventTimes times, KnownNumbers numbers, Store store) {
		this.queries = queries;
		this.times = times;
		this.numbers = numbers;
		this.store = store;
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
		boolean accepted = "accepted".equals(wanted.status());
		RowFilter filter = new RowFilter().and("e.id = ?", wanted.id())
			.also("e.event_name = ?", wanted.eventName())
			.also("e.context_kind = ?", wanted.contextKind())
			.alsoIf(accepted, "e.status = 'accepted'")
			// in the words of its index
			.and("e.status <> 'accepted' and e.status = ?", accepted ? null : wanted.status())
			.and("e.call_id = ?", wanted.callId())
			.and("e.root_call_id = ?", wanted.rootCallId())
			.andEither(EventQueries.WITH_NUMBER, this.numbers.like(wanted.number()))
			.andIf(Boolean.TRUE.equals(wanted.reconciled()), EventQueries.RECONCILED)
			.alsoIf(Boolean.FALSE.equals(wanted.reconciled()), "not (" + EventQueries.RECONCILED + ")")
			.and("e.seq >= ?", this.times.below(wanted.from()))
			.and("e.seq < ?", this.times.above(wanted.to()))
			.and("e.received_at >= ?", this.store.time(wanted.from()))
			.and("e.received_at < ?", this.store.time(wanted.to()))
			.cursor(before);
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
