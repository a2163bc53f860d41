package io.switchboard.console.pages;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.switchboard.history.EventQueries.DeliveryRow;
import io.switchboard.inbox.Event;

/**
 * A row of the list of events.
 *
 * @param event without its body
 * @param deliveries how many of them have which status, the worst first
 */
record ListedEvent(Event event, Map<String, Long> deliveries) {

	private static final List<String> WORST_FIRST = List.of("dead", "retrying", "pending", "discarded", "gathered",
			"skipped", "delivered");

	static ListedEvent of(Event event, List<DeliveryRow> deliveries) {
		return new ListedEvent(event,
				deliveries.stream()
					.collect(Collectors.groupingBy(DeliveryRow::status,
							() -> new TreeMap<>(Comparator.comparingInt(WORST_FIRST::indexOf)),
							Collectors.counting())));
	}

}
