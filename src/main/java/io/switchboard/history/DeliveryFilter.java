package io.switchboard.history;

import java.util.Set;

import io.switchboard.inbox.KnownNumbers;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * From the words of a request to conditions on deliveries, each in the words of the index
 * that finds it.
 */
@Component
class DeliveryFilter {

	static final Set<String> NAMES = Set.of("status", "route", "event_id", "event_name", "root_call_id", "number",
			"from", "to", "error");

	/** These are in the words of indexes. */
	static final String DEAD = "d.status in ('retrying', 'dead', 'discarded') and d.status = 'dead'";

	private static final String OPEN = "d.status in ('pending', 'retrying')";

	private static final String GIVEN_UP = "d.status in ('dead', 'discarded')";

	private static final String NOT_AT_ONCE = "d.status in ('retrying', 'dead', 'discarded')";

	private static final Set<String> STATUSES = Set.of("pending", "delivered", "retrying", "dead", "discarded");

	private final EventTimes times;

	private final KnownNumbers numbers;

	private final Store store;

	DeliveryFilter(EventTimes times, KnownNumbers numbers, Store store) {
		this.times = times;
		this.numbers = numbers;
		this.store = store;
	}

	RowFilter of(Parameters parameters) {
		RowFilter filter = new RowFilter().and("d.route = ?", parameters.text("route"))
			.and("d.event_seq = (select seq from event where id = ?)", parameters.text("event_id"))
			.and("d.event_seq in (select seq from event where root_call_id = ?)", parameters.number("root_call_id"))
			.andEither(EventQueries.EVENT_WITH_NUMBER, this.numbers.like(parameters.phoneNumber("number")))
			.and("d.event_seq >= ?", this.times.below(parameters.time("from")))
			.and("d.event_seq < ?", this.times.above(parameters.time("to")))
			.likely("e.received_at >= ?", this.store.time(parameters.time("from")))
			.likely("e.received_at < ?", this.store.time(parameters.time("to")))
			.also("e.event_name = ?", parameters.text("event_name"));
		String status = parameters.oneOf("status", STATUSES);
		if (status != null) {
			status(filter, status, parameters.text("route") != null);
		}
		return error(filter, parameters.text("error"));
	}

	private static void status(RowFilter filter, String status, boolean route) {
		switch (status) {
			case "delivered" -> filter.alsoIf(true, "d.status = 'delivered'");
			case "dead", "discarded" -> filter.and((route ? GIVEN_UP : NOT_AT_ONCE) + " and d.status = ?", status);
			case "retrying" -> filter.and((route ? OPEN : NOT_AT_ONCE) + " and d.status = ?", status);
			default -> filter.and(OPEN + " and d.status = ?", status);
		}
	}

	private static RowFilter error(RowFilter filter, @Nullable String error) {
		return filter.also("lower(d.last_error) like lower(?) escape '!'",
				(error != null) ? "%" + error.replaceAll("[!%_]", "!$0") + "%" : null);
	}

}
