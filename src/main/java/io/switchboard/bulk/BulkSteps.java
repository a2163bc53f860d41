package io.switchboard.bulk;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import io.switchboard.bulk.Bulk.Action;
import io.switchboard.delivery.queue.Redelivery;
import io.switchboard.delivery.queue.RouteControl;
import io.switchboard.delivery.queue.RouteControl.RouteState;
import io.switchboard.delivery.table.DeliveryStatus;
import io.switchboard.delivery.table.PastDeliveries;
import io.switchboard.history.DeliveryParts;

import org.springframework.stereotype.Component;

/** Does one part of a bulk operation. */
@Component
class BulkSteps {

	/** Discarded in one transaction. */
	private static final int PART = 500;

	/** So many redelivered ones are open: fewer than a channel holds in memory. */
	private static final int MOST_OPEN = 400;

	/** So many may wait for another attempt. */
	private static final int MOST_RETRYING = 100;

	private final BulkTable table;

	private final DeliveryParts parts;

	private final PastDeliveries deliveries;

	private final Redelivery redelivery;

	private final RouteControl routes;

	private final Clock clock = Clock.systemUTC();

	BulkSteps(BulkTable table, DeliveryParts parts, PastDeliveries deliveries, Redelivery redelivery,
			RouteControl routes) {
		this.table = table;
		this.parts = parts;
		this.deliveries = deliveries;
		this.redelivery = redelivery;
		this.routes = routes;
	}

	/**
	 * Changes a part.
	 * @param bulk one that runs
	 * @return whether it may go on at once: there is more, and it waits for nothing
	 * @throws SQLException if the store cannot be reached; nothing is changed then
	 */
	boolean step(Bulk bulk) throws SQLException {
		int room = room(bulk);
		if (room <= 0) {
			String reason = waitsFor(bulk);
			if (!reason.equals(bulk.waitsFor())) {
				this.table.waits(bulk.id(), reason);
			}
			return false;
		}
		List<Long> ids = this.parts.part(bulk.wanted().filter(), bulk.position(), bulk.until(), bulk.createdAt(), room);
		long reached = (ids.size() < room) ? bulk.until() : ids.get(ids.size() - 1);
		Redelivery.Also advance = (connection, number) -> {
			if (!this.table.advance(connection, bulk, reached, number, this.clock.instant())) {
				throw new TakenOverException();
			}
		};
		try {
			if (bulk.wanted().action() == Action.DISCARD) {
				this.redelivery.discard(ids, advance);
			}
			else {
				this.redelivery.redeliverBehind(ids, bulk.id(), advance);
			}
			return reached < bulk.until();
		}
		catch (TakenOverException ex) {
			return false;
		}
	}

	private int room(Bulk bulk) {
		if (bulk.wanted().action() == Action.DISCARD) {
			return PART;
		}
		Map<DeliveryStatus, Long> open = this.deliveries.openOfBulk(bulk.id());
		long retrying = open.getOrDefault(DeliveryStatus.RETRYING, 0L);
		return (retrying >= MOST_RETRYING) ? 0
				: MOST_OPEN - (int) (retrying + open.getOrDefault(DeliveryStatus.PENDING, 0L));
	}

	private String waitsFor(Bulk bulk) {
		RouteState route = this.routes.route(bulk.wanted().route()).orElse(null);
		if (route == null) {
			return "a route of that name";
		}
		String reason = route.waitingFor();
		return (reason != null) ? reason : "what it has redelivered: live deliveries go first";
	}

	/** The changes are rolled back. */
	private static final class TakenOverException extends RuntimeException {

		TakenOverException() {
			super("another node goes on with it, or somebody stopped it");
		}

	}

}
