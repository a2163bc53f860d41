package io.switchboard.delivery.decision;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
import io.switchboard.delivery.table.DeliveryTable;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventTable;
import io.switchboard.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * What went to {@code unrouted} is put to the switchboard once more: a rule may have come
 * for it, or an older switchboard decided.
 */
@Component
public class DecideAnew {

	/** The route whose deliveries are decided anew. */
	public static final String ROUTE = RouteNames.UNROUTED;

	private static final Logger log = LoggerFactory.getLogger(DecideAnew.class);

	private static final String READ = """
			select d.id as delivery_id, e.* from delivery d join event e on e.seq = d.event_seq
			where d.route = ? and d.status in ('delivered', 'dead') and %s order by d.id""";

	private static final String MOVED = """
			update delivery set status = 'discarded', last_error = ?, decided_by = null, updated_at = ? where id = ?""";

	private static final String CONFIRMED = "update delivery set decided_by = null where ";

	private final Store store;

	private final EventTable events;

	private final DeliveryTable table;

	private final Dispatcher dispatcher;

	private final SwitchboardDecision switchboard;

	private final Clock clock = Clock.systemUTC();

	public DecideAnew(Store store, EventTable events, DeliveryTable table, Dispatcher dispatcher,
			SwitchboardDecision switchboard) {
		this.store = store;
		this.events = events;
		this.table = table;
		this.dispatcher = dispatcher;
		this.switchboard = switchboard;
	}

	/**
	 * Decides anew. What goes to another route now is filed for it, and the delivery to
	 * {@code unrouted} is discarded; a route that has had the event does not get it
	 * again.
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
			Map<Long, Event> unrouted = read(connection, ids);
			Map<Long, Set<String>> decided = decide(unrouted);
			List<DeliveryTable.NewDelivery> filed = new ArrayList<>();
			decided.forEach((id, each) -> each
				.forEach((route) -> filed.add(new DeliveryTable.NewDelivery(unrouted.get(id), route))));
			filed.forEach((delivery) -> routes.add(delivery.route()));
			// before the commit too: what is filed meanwhile must not overtake
			this.dispatcher.expectMore(routes);
			this.table.insert(connection, filed, this.clock.instant(), 0);
			confirm(connection, unrouted.keySet());
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

	private Map<Long, Event> read(Connection connection, Collection<Long> ids) throws SQLException {
		Map<Long, Event> found = new LinkedHashMap<>();
		try (PreparedStatement select = connection.prepareStatement(READ.formatted(this.store.isIn("d.id")))) {
			select.setString(1, ROUTE);
			select.setObject(2, this.store.numbers(ids));
			try (ResultSet rows = select.executeQuery()) {
				while (rows.next()) {
					found.put(rows.getLong("delivery_id"), this.events.read(rows));
				}
			}
		}
		return found;
	}

	/** It is the newest switchboard now that says so. */
	private void confirm(Connection connection, Collection<Long> ids) throws SQLException {
		try (PreparedStatement update = connection.prepareStatement(CONFIRMED + this.store.isIn("id"))) {
			update.setObject(1, this.store.numbers(ids));
			update.executeUpdate();
		}
	}

	private void move(Connection connection, Map<Long, Set<String>> decided) throws SQLException {
		try (PreparedStatement update = connection.prepareStatement(MOVED)) {
			for (Map.Entry<Long, Set<String>> each : decided.entrySet()) {
				update.setString(1,
						each.getValue().stream().sorted().collect(Collectors.joining(", ", "decided anew: ", "")));
				update.setObject(2, this.store.time(this.clock.instant()));
				update.setLong(3, each.getKey());
				update.executeUpdate();
			}
		}
	}

	/** Another node has a newer switchboard: it is asked instead. */
	public static class OlderSwitchboardException extends RuntimeException {

		OlderSwitchboardException() {
			super("this node's switchboard is older than another node's: ask that one, or wait until all have the newest");
		}

	}

}
