package io.switchboard.delivery.queue;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

import io.switchboard.delivery.table.Delivery;
import io.switchboard.delivery.table.DeliveryTable;
import io.switchboard.delivery.table.GatherTable;
import io.switchboard.delivery.table.GatherTable.Place;
import io.switchboard.store.Store;

import org.springframework.stereotype.Component;

/**
 * A quiet period: the first delivery of a key opens a window and waits until its end. The
 * others of the key join it, each in a commit of its own, and are then done. At the end
 * the first one closes the window and is run with all of them. From then on it is a
 * delivery like any other, with all its attempts.
 */
@Component
public class Gathering {

	/** A window with this many is handed over at once, because the list is in memory. */
	static final int MOST = 1000;

	/** How often a window that is over waits for deliveries that are not gathered yet. */
	private static final int STRAGGLERS = 6;

	private static final Duration SOON = Duration.ofSeconds(1);

	private static final Duration STORE_AWAY = Duration.ofSeconds(5);

	private final Store store;

	private final DeliveryTable table;

	private final Dispatcher dispatcher;

	private final Clock clock = Clock.systemUTC();

	Gathering(Store store, DeliveryTable table, Dispatcher dispatcher) {
		this.store = store;
		this.table = table;
		this.dispatcher = dispatcher;
	}

	/**
	 * Puts a delivery into the window of its key.
	 * @param delivery one of a channel that gathers
	 * @param key within its route
	 * @param window how long one stays open
	 * @return all that are handed over together, this one first
	 * @throws Gathers if they are not handed over now
	 */
	public List<Delivery> gather(Delivery delivery, String key, Duration window) throws Gathers {
		Instant now = this.clock.instant();
		try {
			boolean late = delivery.attempts() < STRAGGLERS;
			Place place = this.store.write((connection) -> this.table.gathers()
				.place(connection, delivery, key, new GatherTable.Window(now, now.plus(window), MOST), late));
			if (place instanceof Place.Joined joined) {
				if (joined.number() >= MOST) {
					this.dispatcher.expectMore(Set.of(delivery.route()));
				}
				throw new Gathers("handed over with delivery %d".formatted(joined.first()), null);
			}
			if (place instanceof Place.Waits waits) {
				throw new Gathers("gathers until %s".formatted(waits.until().truncatedTo(ChronoUnit.SECONDS)),
						waits.until());
			}
			if (place instanceof Place.Straggling) {
				throw new Gathers("its window is over, and others are still to be gathered", now.plus(SOON));
			}
			return this.table.gathers().members(delivery);
		}
		catch (SQLException ex) {
			throw new Gathers("the store is away", now.plus(STORE_AWAY));
		}
	}

	/**
	 * The route of a delivery no longer gathers. Deliveries that wait for its window go
	 * on by themselves.
	 * @param delivery any delivery
	 * @throws SQLException if the store cannot be reached
	 */
	public void release(Delivery delivery) throws SQLException {
		// the first of a window has waited, or was delivered before
		if ((delivery.attempts() > 0 || delivery.redeliveries() > 0)
				&& this.store.write((connection) -> this.table.gathers()
					.changes()
					.release(connection, delivery.id(), this.clock.instant())) > 0) {
			this.dispatcher.expectMore(Set.of(delivery.route()));
		}
	}

}
