package io.switchboard.history;

import io.switchboard.inbox.KnownNumbers;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Writes a filter as conditions on deliveries, each in the words of the index that finds
 * them.
 */
@Component
class DeliveryConditions {

	/** These are in the words of indexes. */
	static final String DEAD = "d.status in ('retrying', 'dead', 'discarded') and d.status = 'dead'";

	private static final String OPEN = "d.status in ('pending', 'retrying')";

	private static final String GIVEN_UP = "d.status in ('dead', 'discarded')";

	private static final String IS_GATHERED = "exists (select 1 from gathered where gathered.delivery_id = d.id)";

	private static final String DELIVERED = "d.status = 'delivered' and not " + IS_GATHERED;

	private static final String NOT_AT_ONCE = "d.status in ('retrying', 'dead', 'discarded')";

	private final EventTimes times;

	private final KnownNumbers numbers;

	private final Store store;

	DeliveryConditions(EventTimes times, KnownNumbers numbers, Store store) {
		this.times = times;
		this.numbers = numbers;
		this.store = store;
	}

	RowFilter of(DeliveryFilter wanted) {
		RowFilter filter = new RowFilter().and("d.route = ?", wanted.route())
			.and("d.event_seq = (select seq from event where id = ?)", wanted.eventId())
			.and("d.event_seq in (select seq from event where root_call_id = ?)", wanted.rootCallId())
			.andEither(EventQueries.EVENT_WITH_NUMBER, this.numbers.like(wanted.number()))
			.and("d.event_seq >= ?", this.times.below(wanted.from()))
			.and("d.event_seq < ?", this.times.above(wanted.to()))
			.likely("e.received_at >= ?", this.store.time(wanted.from()))
			.likely("e.received_at < ?", this.store.time(wanted.to()))
			.also("e.event_name = ?", wanted.eventName());
		if (wanted.status() != null) {
			status(filter, wanted.status(), wanted.route() != null);
		}
		return error(filter, wanted.error());
	}

	private static void status(RowFilter filter, String status, boolean route) {
		switch (status) {
			case "delivered" -> filter.alsoIf(true, DELIVERED);
			case DeliveryDetails.SKIPPED -> filter.alsoIf(true, DELIVERED + " and d.last_error is not null");
			case EventQueries.GATHERED -> filter.alsoIf(true, IS_GATHERED);
			case "dead", "discarded" -> filter.and((route ? GIVEN_UP : NOT_AT_ONCE) + " and d.status = ?", status);
			case "open" -> filter.andIf(true, OPEN);
			case "retrying" -> filter.and((route ? OPEN : NOT_AT_ONCE) + " and d.status = ?", status);
			default -> filter.and(OPEN + " and d.status = ?", status);
		}
	}

	private static RowFilter error(RowFilter filter, @Nullable String error) {
		return filter.also("lower(d.last_error) like lower(?) escape '!'",
				(error != null) ? "%" + error.replaceAll("[!%_]", "!$0").replace(Cause.ANY, "%") + "%" : null);
	}

}
