package io.switchboard.delivery.decision;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.switchboard.delivery.queue.Dispatcher;
import io.switchboard.delivery.table.DeliveryInserts;
import io.switchboard.delivery.table.DeliveryTable;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.inbox.Event;
import io.switchboard.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Asks the switchboard again about events that went to {@code unrouted}. There may be a
 * new rule for them, or an older switchboard decided.
 */
@Component
public class DecideAnew {

	/** The route whose deliveries are decided anew. */
	public static final String ROUTE = RouteNames.UNROUTED;

	private static final Logger log = LoggerFactory.getLogger(DecideAnew.class);

	private final Store store;

	private final DeliveryTable table;

	private final Dispatcher dispatcher;

	private final SwitchboardDecision switchboard;

	private final Clock clock = Clock.systemUTC();

	public DecideAnew(Store store, DeliveryTable table, Dispatcher dispatcher, SwitchboardDecision switchboard) {
		this.store = store;
		this.table = table;
		this.dispatcher = dispatcher;
		this.switchboard = switchboard;
	}

	/**
	 * Decides anew. If an event goes to another route now, a delivery to that route is
	 * filed, and the one to {@code unrouted} is discarded. A route that had the event
	 * before does not get it again.
	 * @param ids deliveries to {@code unrouted} that are done, a few hundred at most;
	 * others are left as they are
	 * @return how many go to another route now
	 * @throws SQLException if the store cannot be reached; nothing is changed then
	 * @throws OlderSwitchboardException if another node has a newer switchboard
	 */
	public int decide(Collection<Long> ids) throws SQLException {
		Set<String> routes = new HashSet<>();
		int moved = this.store.write((connection) -> {
			if (!this.dispatcher.isNewest(connection)) {
				throw new OlderSwitchboardException();
			}
			Map<Long, Event> unrouted = this.table.changes().done(connection, ROUTE, ids);
			Map<Long, Set<String>> decided = decide(unrouted);
			List<DeliveryInserts.NewDelivery> filed = new ArrayList<>();
			decided.forEach((id, each) -> each
				.forEach((route) -> filed.add(new DeliveryInserts.NewDelivery(unrouted.get(id), route))));
			filed.forEach((delivery) -> routes.add(delivery.route()));
			// before the commit too: what is filed meanwhile must not overtake
			this.dispatcher.expectMore(routes);
			this.table.inserts().insert(connection, filed, this.clock.instant(), 0);
			this.table.changes().confirmDecision(connection, unrouted.keySet());
			move(connection, decided);
			return decided.size();
		});
		this.dispatcher.expectMore(routes);
		return moved;
	}

	/** Those that go to another route now. */
	private Map<Long, Set<String>> decide(Map<Long, Event> unrouted) {
		Map<Long, Set<String>> decided = new LinkedHashMap<>();
		unrouted.forEach((id, event) -> {
			try {
				Set<String> routes = this.switchboard.routes(event);
				if (!routes.contains(ROUTE)) {
					decided.put(id, routes);
				}
			}
			catch (Exception ex) {
				log.warn("delivery {} is not decided anew: {}", id, this.store.describe(ex));
			}
		});
		return decided;
	}

	private void move(Connection connection, Map<Long, Set<String>> decided) {
		decided.forEach((id, routes) -> this.table.changes()
			.move(connection, id, routes.stream().sorted().collect(Collectors.joining(", ", "decided anew: ", "")),
					this.clock.instant()));
	}

	/** Another node has a newer switchboard. Ask that node instead. */
	public static class OlderSwitchboardException extends RuntimeException {

		OlderSwitchboardException() {
			super("this node's switchboard is older than another node's: ask that one, or wait until all have the newest");
		}

	}

}
