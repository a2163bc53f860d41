package io.switchboard.delivery.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.switchboard.delivery.table.Delivery;
import io.switchboard.delivery.table.DeliveryChanges.Replaceable;
import io.switchboard.delivery.table.DeliveryInserts.NewDelivery;
import io.switchboard.delivery.table.DeliveryTable;
import io.switchboard.inbox.EditedEvents;
import io.switchboard.inbox.EditedEvents.Edited;
import io.switchboard.inbox.Event;
import io.switchboard.store.Store;

import org.springframework.stereotype.Component;

/**
 * Redelivers with a body that an operator changed. One commit stores the changed event
 * with its delivery and takes the first delivery out for good. So exactly one of the two
 * runs.
 */
@Component
public class EditedDelivery {

	/**
	 * A delivery that was discarded while it ran may still run for this long, if its
	 * route was removed.
	 */
	private static final Duration LONGEST_RUN = Duration.ofMinutes(10);

	private final Store store;

	private final DeliveryTable table;

	private final EditedEvents events;

	private final Dispatcher dispatcher;

	private final Clock clock = Clock.systemUTC();

	EditedDelivery(Store store, DeliveryTable table, EditedEvents events, Dispatcher dispatcher) {
		this.store = store;
		this.table = table;
		this.events = events;
		this.dispatcher = dispatcher;
	}

	/** Only a dead or discarded delivery can be edited, and only once. */
	public static class NotEditableException extends RuntimeException {

		NotEditableException(String message) {
			super(message);
		}

	}

	/**
	 * Files a delivery of the changed event to the same route.
	 * @param id the number of a delivery that is dead or discarded
	 * @param body JSON
	 * @param who the operator
	 * @return the number of the new delivery
	 * @throws SQLException if the store cannot be reached; nothing is changed then
	 * @throws IllegalArgumentException if the body is not a JSON object, with a sentence
	 * for the operator
	 * @throws NotEditableException if the delivery may still run, or ran, or was replaced
	 */
	public long redeliver(long id, String body, String who) throws SQLException {
		Edited edited = this.events.read(id, body);
		Set<String> routes = this.store.write((connection) -> this.table.changes().routes(connection, List.of(id)));
		String route = routes.stream().findFirst().orElse("");
		ChannelConsumer consumer = this.dispatcher.running(route);
		Duration run = (consumer != null) ? consumer.options().timeout().plusSeconds(5) : LONGEST_RUN;
		// before the commit too, so that a delivery filed meanwhile does not overtake
		this.dispatcher.expectMore(routes);
		long filed = this.store.write((connection) -> replace(connection, id, edited, who, run));
		this.dispatcher.expectMore(routes);
		return filed;
	}

	private long replace(Connection connection, long id, Edited edited, String who, Duration run) throws SQLException {
		Instant now = this.clock.instant();
		Replaceable first = this.table.changes().takeOut(connection, id, now, now.minus(run));
		if (first == null) {
			throw new NotEditableException(
					"Only a dead letter, or a discarded delivery that surely runs no more, can be edited, and only once. A delivery that is handed over together with others cannot.");
		}
		Event event = this.events.store(connection, edited,
				"edited by %s, in place of event %s on its way to %s".formatted(who, first.event(), first.route()));
		Delivery filed = this.table.inserts()
			.insert(connection, List.of(new NewDelivery(event, first.route())), now, 0)
			.get(0);
		this.table.changes().replaced(connection, id, filed.id());
		return filed.id();
	}

}
