package io.switchboard.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventListener;
import io.switchboard.store.Store;

/**
 * Stands in for the switchboard and all routes: a text message is for two of them, and
 * anything else for {@code unrouted}; each delivery has ended well by the commit that
 * files it.
 */
public class DeliveredAtOnce implements EventListener {

	private final Store store;

	private final DeliveryTable table;

	DeliveredAtOnce(Store store, DeliveryTable table) {
		this.store = store;
		this.table = table;
	}

	@Override
	public Filing file(Connection connection, List<Event> events) throws SQLException {
		Instant now = Instant.now();
		List<DeliveryTable.NewDelivery> deliveries = events.stream()
			.flatMap((event) -> routes(event).map((route) -> new DeliveryTable.NewDelivery(event, route)))
			.toList();
		List<Attempt> attempts = this.table.insert(connection, deliveries, now, 0)
			.stream()
			.map((delivery) -> (Attempt) new Attempt.Succeeded(delivery, now, 1))
			.toList();
		new AttemptTable(this.store).record(connection, attempts, now);
		return new Filing() {
			@Override
			public void committed() {
			}

			@Override
			public void rolledBack() {
			}
		};
	}

	private static Stream<String> routes(Event event) {
		return "sms.received".equals(event.eventName()) ? Stream.of("sms-received-to-database", "sms-received-to-email")
				: Stream.of("unrouted");
	}

}
