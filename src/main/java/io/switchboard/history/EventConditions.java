package io.switchboard.history;

import io.switchboard.inbox.KnownNumbers;
import io.switchboard.store.Store;

import org.springframework.stereotype.Component;

/** A filter of events, as conditions on rows. */
@Component
class EventConditions {

	private final EventTimes times;

	private final KnownNumbers numbers;

	private final Store store;

	EventConditions(EventTimes times, KnownNumbers numbers, Store store) {
		this.times = times;
		this.numbers = numbers;
		this.store = store;
	}

	/** All conditions, on events with the alias {@code e}. */
	RowFilter of(EventFilter wanted) {
		boolean accepted = "accepted".equals(wanted.status());
		return new RowFilter().and("e.id = ?", wanted.id())
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
			.and("e.received_at < ?", this.store.time(wanted.to()));
	}

}
