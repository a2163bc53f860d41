package io.switchboard.delivery.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.cluster.Shards;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.delivery.table.DeliveryInserts;
import io.switchboard.delivery.table.RouteNames;
import io.switchboard.inbox.Decision;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventListener;
import io.switchboard.inbox.EventStatus;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of new events, filed in the commit that stores the events. A decided
 * event goes to its routes, an undecided one to the switchboard, which decides later. An
 * event that follows an undecided one in its call is undecided too.
 */
class NewDeliveries implements EventListener.Filing {

	private final DeliveryInserts table;

	private final Ownership ownership;

	private long term;

	private final Instant now;

	private final @Nullable String rules;

	private final List<DeliveryInserts.Planned> planned = new ArrayList<>();

	/** The orders of events by their ids, so that each is worked out once. */
	private final Map<String, String> orders = new HashMap<>();

	private final List<Delivery> filed = new ArrayList<>();

	private final Claims claims;

	/**
	 * Plans the deliveries. An event counts as undecided in three cases: other rules
	 * decided it, there are no rules, or its call waits for the switchboard.
	 */
	NewDeliveries(DeliveryInserts table, Ownership ownership, Instant now, @Nullable String rules,
			LongPredicate isUndecided, List<EventListener.Decided> events, Function<List<Delivery>, Claims> claiming) {
		this.table = table;
		this.ownership = ownership;
		this.term = ownership.term();
		this.now = now;
		this.rules = rules;
		Set<Long> undecided = new HashSet<>();
		for (EventListener.Decided each : events) {
			Long call = each.event().rootCallId();
			if (call != null && (!isDecided(each.decision()) || isUndecided.test(call))) {
				undecided.add(call);
			}
		}
		for (int place = 0; place < events.size(); place++) {
			Event event = events.get(place).event();
			if (event.status() == EventStatus.ACCEPTED) {
				Decision decision = events.get(place).decision();
				boolean decided = isDecided(decision)
						&& (event.rootCallId() == null || !undecided.contains(event.rootCallId()));
				plan(place, event, decided ? decision.routes() : Set.of(RouteNames.SWITCHBOARD));
			}
		}
		this.claims = claiming.apply(this.planned.stream().map((each) -> each.delivery()).toList());
	}

	private boolean isDecided(Decision decision) {
		return this.rules != null && this.rules.equals(decision.rules()) && !decision.routes().isEmpty();
	}

	private void plan(int place, Event event, Set<String> routes) {
		int shard = Shards.of(event);
		String order = event.order().text();
		this.orders.put(event.id(), order);
		// counts as the newest of all until it has a number
		routes.forEach((route) -> this.planned.add(new DeliveryInserts.Planned(place,
				new Delivery(Long.MAX_VALUE, event, route, shard, order, 0, 0, 0, 0, this.term))));
	}

	@Override
	public void begin() {
		// only with a connection: without a store, waiting for a term is no use
		this.term = this.ownership.awaitTerm();
		this.filed.clear();
	}

	@Override
	public EventListener.Sql sql() {
		return DeliveryInserts.POSTGRESQL_FILE;
	}

	@Override
	public int bindAdmits(PreparedStatement statement, int first) throws SQLException {
		statement.setLong(first, this.term);
		return first + 1;
	}

	@Override
	public void bindFiles(PreparedStatement statement, int first) throws SQLException {
		this.table.bind(statement, first, this.planned, this.now, this.rules, this.term);
	}

	@Override
	public void read(Event event, ResultSet row) throws SQLException {
		String route = row.getString("route");
		this.filed.add(new Delivery(row.getLong("id"), event, route, Shards.of(event),
				this.orders.getOrDefault(event.id(), ""), 0, 0, 0, 0, this.term));
	}

	@Override
	public void insert(Connection connection, SortedMap<Integer, Event> stored) throws SQLException {
		this.ownership.confirm(connection, this.term);
		boolean anyUndecided = this.table.isAnyUndecided(connection, null);
		Set<DeliveryInserts.NewDelivery> deliveries = new LinkedHashSet<>();
		for (DeliveryInserts.Planned each : this.planned) {
			Event event = stored.get(each.place());
			if (event != null) {
				Long call = event.rootCallId();
				boolean waits = anyUndecided && call != null && this.table.isAnyUndecided(connection, call);
				deliveries.add(
						new DeliveryInserts.NewDelivery(event, waits ? RouteNames.SWITCHBOARD : each.delivery().route(),
								each.delivery().shard(), each.delivery().order()));
			}
		}
		this.filed.addAll(this.table.insert(connection, List.copyOf(deliveries), this.now, this.term));
	}

	@Override
	public void storedNothing(Connection connection) throws SQLException {
		this.ownership.confirm(connection, this.term);
	}

	/** The deliveries that the last transaction filed, with their numbers. */
	List<Delivery> filed() {
		return this.filed;
	}

	@Override
	public void committed() {
		this.claims.committed(this.filed);
		Set<Integer> ours = this.ownership.shards();
		Set<String> others = this.filed.stream()
			.filter((delivery) -> !ours.contains(delivery.shard()))
			.map(Delivery::route)
			.collect(Collectors.toSet());
		if (!others.isEmpty()) {
			this.ownership.tellOthers(others);
		}
	}

	@Override
	public void rolledBack() {
		this.claims.rolledBack();
	}

}
