package io.switchboard.delivery.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.switchboard.delivery.table.DeliveryTable;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Redelivers or discards deliveries, as an operator asks. */
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
	 * Delivers dead, discarded and delivered ones again, with all attempts anew. A
	 * delivery that waits for its next attempt is tried now. A delivery that has not run
	 * yet, or no longer exists, is left as it is. If a window took a delivery along, the
	 * whole window is delivered.
	 * @param ids the deliveries' own numbers, a few hundred at most
	 * @return of how many this was true
	 * @throws SQLException if the store cannot be reached; nothing is changed then
	 */
	public int redeliver(Collection<Long> ids) throws SQLException {
		return redeliver(ids, null, Also.NOTHING);
	}

	/**
	 * The same as a part of a bulk operation: live deliveries go first.
	 * @param ids the deliveries' own numbers, a few hundred at most
	 * @param bulk the number of the bulk operation, or 0 for none
	 * @param also what is committed together with it; if it throws, nothing is changed
	 * @return how many were changed
	 * @throws SQLException if the store cannot be reached; nothing is changed then
	 */
	public int redeliverBehind(Collection<Long> ids, long bulk, Also also) throws SQLException {
		return redeliver(ids, bulk, also);
	}

	private int redeliver(Collection<Long> ids, @Nullable Long bulk, Also also) throws SQLException {
		Set<String> routes = new HashSet<>();
		int changed = this.store.write((connection) -> {
			routes.addAll(this.table.changes().routes(connection, ids));
			// before the commit too: what is filed meanwhile must not overtake
			this.dispatcher.expectMore(routes);
			List<Long> meant = this.table.gathers().changes().firsts(connection, ids);
			this.table.gathers().changes().end(connection, meant, this.clock.instant());
			int number = this.table.changes().redeliver(connection, meant, this.clock.instant(), bulk).size();
			also.with(connection, number);
			return number;
		});
		this.dispatcher.expectMore(routes);
		return changed;
	}

	/**
	 * Discards deliveries that are dead or wait for another attempt. They are not tried
	 * again.
	 * @param ids the deliveries' own numbers, a few hundred at most
	 * @return of how many this was true
	 * @throws SQLException if the store cannot be reached; nothing is changed then
	 */
	public int discard(Collection<Long> ids) throws SQLException {
		return discard(ids, Also.NOTHING);
	}

	/**
	 * The same as a part of a bulk operation.
	 * @param ids the deliveries' own numbers, a few hundred at most
	 * @param also what is committed together with it; if it throws, nothing is changed
	 * @return how many were changed
	 * @throws SQLException if the store cannot be reached; nothing is changed then
	 */
	public int discard(Collection<Long> ids, Also also) throws SQLException {
		Set<String> routes = new HashSet<>();
		int changed = this.store.write((connection) -> {
			routes.addAll(this.table.changes().routes(connection, ids));
			List<Long> meant = this.table.gathers().changes().firsts(connection, ids);
			int number = this.table.changes().discard(connection, meant, this.clock.instant()).size();
			also.with(connection, number);
			return number;
		});
		this.dispatcher.expectMore(routes);
		return changed;
	}

	/** Work that is committed together with a change. */
	@FunctionalInterface
	public interface Also {

		/** No further work. */
		Also NOTHING = (connection, number) -> {
		};

		/** Does the work, in the transaction that changed so many deliveries. */
		void with(Connection connection, int number);

	}

}
