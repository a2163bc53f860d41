package io.switchboard.delivery.queue;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.switchboard.delivery.table.DeliveryTable;
import io.switchboard.store.Store;

import org.springframework.stereotype.Component;

/** What an operator does to deliveries that are done, dead, or waiting for their time. */
@Component
public class Redelivery {

	private final Store store;

	private final DeliveryTable table;

	private final Dispatcher dispatcher;

	private final Clock clock = Clock.systemUTC();

	public Redelivery(Store store, DeliveryTable table, Dispatcher dispatcher) {
		this.store = store;
		this.table = table;
		this.dispatcher = dispatcher;
	}

	/**
	 * Delivers once more what is dead, discarded or delivered, with all attempts anew. A
	 * delivery that waits for its next attempt is tried now. A delivery that has not run
	 * yet, or that is gone, is left as it is. In the place of what a window took along,
	 * the whole of it is delivered.
	 * @param ids the deliveries' own numbers, a few hundred at most
	 * @return of how many this was true
	 * @throws SQLException if the store cannot be reached; nothing is changed then
	 */
	public int redeliver(Collection<Long> ids) throws SQLException {
		Set<String> routes = new HashSet<>();
		int changed = this.store.write((connection) -> {
			routes.addAll(this.table.changes().routes(connection, ids));
			// before the commit too: what is filed meanwhile must not overtake
			this.dispatcher.expectMore(routes);
			List<Long> meant = this.table.gathers().changes().firsts(connection, ids);
			this.table.gathers().changes().end(connection, meant, this.clock.instant());
			return this.table.changes().redeliver(connection, meant, this.clock.instant()).size();
		});
		this.dispatcher.expectMore(routes);
		return changed;
	}

	/**
	 * Sets aside what is dead or waits for another attempt: it is not tried again.
	 * @param ids the deliveries' own numbers, a few hundred at most
	 * @return of how many this was true
	 * @throws SQLException if the store cannot be reached; nothing is changed then
	 */
	public int discard(Collection<Long> ids) throws SQLException {
		Set<String> routes = new HashSet<>();
		int changed = this.store.write((connection) -> {
			routes.addAll(this.table.changes().routes(connection, ids));
			List<Long> meant = this.table.gathers().changes().firsts(connection, ids);
			return this.table.changes().discard(connection, meant, this.clock.instant()).size();
		});
		this.dispatcher.expectMore(routes);
		return changed;
	}

}
