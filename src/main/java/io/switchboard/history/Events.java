package io.switchboard.history;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.inbox.Event;
import io.switchboard.inbox.KnownNumbers;
import io.switchboard.store.Store;

import org.springframework.stereotype.Component;

/** Events by their filters, for the API and the pages. */
@Component
public class Events {

	private static final Set<String> FILTERS = Set.of("id", "event_name", "context_kind", "status", "call_id",
			"root_call_id", "number", "reconciled", "from", "to");

	private static final Set<String> KINDS = Set.of("queue", "ring-group", "user", "unknown");

	private static final Set<String> STATUSES = Set.of("accepted", "duplicate", "quarantined");

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
	 * Events, newest first, without their bodies; a page may hold fewer than its limit
	 * although more follow.
	 * @param query filters, {@code limit} and {@code cursor}, as in {@code /api/events}
	 * @return a page of them
	 */
	public Page<List<Event>> find(Map<String, String> query) {
		Parameters parameters = new Parameters(query, FILTERS, ListPage.PARAMETERS);
		String status = parameters.oneOf("status", STATUSES);
		boolean accepted = "accepted".equals(status);
		String reconciled = parameters.oneOf("reconciled", Set.of("true", "false"));
		RowFilter filter = new RowFilter().and("e.id = ?", parameters.text("id"))
			.also("e.event_name = ?", parameters.text("event_name"))
			.also("e.context_kind = ?", parameters.oneOf("context_kind", KINDS))
			.alsoIf(accepted, "e.status = 'accepted'")
			// in the words of its index
			.and("e.status <> 'accepted' and e.status = ?", accepted ? null : status)
			.and("e.call_id = ?", parameters.number("call_id"))
			.and("e.root_call_id = ?", parameters.number("root_call_id"))
			.andEither(EventQueries.WITH_NUMBER, this.numbers.like(parameters.phoneNumber("number")))
			.andIf("true".equals(reconciled), EventQueries.RECONCILED)
			.alsoIf("false".equals(reconciled), "not (" + EventQueries.RECONCILED + ")")
			.and("e.seq >= ?", this.times.below(parameters.time("from")))
			.and("e.seq < ?", this.times.above(parameters.time("to")))
			.and("e.received_at >= ?", this.store.time(parameters.time("from")))
			.and("e.received_at < ?", this.store.time(parameters.time("to")))
			.cursor(ListPage.cursor(parameters));
		return this.queries.eventPage(filter, ListPage.limit(parameters));
	}

}
