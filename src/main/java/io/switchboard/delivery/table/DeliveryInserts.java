package io.switchboard.delivery.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.delivery.cluster.Shards;
import io.switchboard.delivery.cluster.Terms;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventListener;
import io.switchboard.store.Columns;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

/** Files deliveries. Runs with every event, and is written for speed. */
public class DeliveryInserts {

	private static final String SQLITE_INSERT = """
			insert into delivery (event_seq, route, shard, root_call_id, event_order, status, next_attempt_at, updated_at)
			values (?, ?, ?, ?, ?, 'pending', ?, ?)
			on conflict (event_seq, route) do nothing returning id""";

	private static final String POSTGRESQL_INSERT = """
			insert into delivery (event_seq, route, shard, root_call_id, event_order, status, next_attempt_at, updated_at)
			select new.event_seq, new.route, new.shard, new.root_call_id, new.event_order, 'pending', ?, ?
			from unnest(?, ?, ?, ?, ?) with ordinality
			     as new(event_seq, route, shard, root_call_id, event_order, position)
			order by new.position
			on conflict (event_seq, route) do nothing returning id, event_seq, route""";

	/** The same words as in the index, so that the index is used. */
	private static final String UNDECIDED = """
			select 1 from delivery o where o.route = 'switchboard' and o.status in ('pending', 'retrying')""";

	/**
	 * The part of the statement that stores events. It keeps other nodes from ending our
	 * term while the statement runs. An event waits for the switchboard if an earlier one
	 * of its call does.
	 */
	public static final EventListener.Sql POSTGRESQL_FILE = new EventListener.Sql(Terms.LASTS, """
			insert into delivery
			  (event_seq, route, shard, root_call_id, event_order, status, next_attempt_at, updated_at, decided_by)
			select arrived.seq, decided.route, new.shard, arrived.root_call_id, new.event_order, 'pending', ?, ?,
			       case when decided.route <> 'switchboard' then
			         (select cast(? as text) where exists
			           (%s)) end
			from unnest(?, ?, ?, ?) with ordinality as new(position, route, shard, event_order, number)
			join arrived on arrived.position = new.position
			join stored on stored.seq = arrived.seq
			cross join lateral (select case when exists (%s and o.root_call_id = arrived.root_call_id)
			                    then 'switchboard' else new.route end as route) decided
			order by new.number
			on conflict (event_seq, route) do nothing returning id, event_seq, route""".formatted(Terms.IS_OUTDATED,
			UNDECIDED));

	private final Store store;

	private final Insertion insertion;

	DeliveryInserts(Store store) {
		this.store = store;
		this.insertion = store.dialect().<Insertion>choose(this::insertRows, this::insertArrays);
	}

	/**
	 * A delivery without a number.
	 *
	 * @param place its event's place in the commit, from 0
	 * @param delivery the delivery, without its number
	 */
	public record Planned(int place, Delivery delivery) {
	}

	/**
	 * A delivery that is to be filed.
	 *
	 * @param event the event
	 * @param route the route's id
	 * @param shard the shard to which it belongs, see {@link Shards}
	 * @param order the place of the event among those of its call
	 */
	public record NewDelivery(Event event, String route, int shard, String order) {

		public NewDelivery(Event event, String route) {
			this(event, route, Shards.of(event), event.order().text());
		}

		private Delivery filed(long id, long term) {
			return new Delivery(id, this.event, this.route, this.shard, this.order, 0, 0, 0, 0, term);
		}

	}

	/** The deliveries that were filed, with their numbers. */
	@FunctionalInterface
	private interface Insertion {

		List<Delivery> insert(Connection connection, List<NewDelivery> deliveries, Instant now, long term)
				throws SQLException;

	}

	/** Files deliveries that are not filed yet. */
	public List<Delivery> insert(Connection connection, List<NewDelivery> deliveries, Instant now, long term)
			throws SQLException {
		if (deliveries.isEmpty()) {
			return List.of();
		}
		return this.insertion.insert(connection, deliveries, now, term);
	}

	/**
	 * Files deliveries of past events, which let all others go first.
	 * @param connection the transaction
	 * @param deliveries the deliveries; one that is filed already stays as it is
	 * @param now when that is
	 * @param backfill the number of the backfill
	 * @return how many were filed
	 * @throws SQLException if the store cannot be reached
	 */
	public int insertPast(Connection connection, List<NewDelivery> deliveries, Instant now, long backfill)
			throws SQLException {
		List<Long> filed = insert(connection, deliveries, now, 0).stream().map(Delivery::id).toList();
		if (!filed.isEmpty()) {
			Store.client(connection)
				.sql("update delivery set backfill = ? where " + this.store.isIn("id"))
				.param(backfill)
				.param(this.store.numbers(filed))
				.update();
		}
		return filed.size();
	}

	/** Sets the parameters of {@link #POSTGRESQL_FILE}. */
	public void bind(PreparedStatement statement, int first, List<Planned> planned, Instant now, @Nullable String rules,
			long term) throws SQLException {
		statement.setObject(first, this.store.time(now));
		statement.setObject(first + 1, this.store.time(now));
		statement.setString(first + 2, rules);
		statement.setLong(first + 3, term);
		new Columns<>(statement, first + 4, planned).bigints((each) -> each.place() + 1L)
			.texts((each) -> each.delivery().route())
			.integers((each) -> each.delivery().shard())
			.texts((each) -> each.delivery().order());
	}

	/** Whether an event of a call waits for the switchboard; null asks for any call. */
	public boolean isAnyUndecided(Connection connection, @Nullable Long call) throws SQLException {
		String query = UNDECIDED + ((call != null) ? " and o.root_call_id = ?" : "") + " limit 1";
		try (PreparedStatement select = connection.prepareStatement(query)) {
			if (call != null) {
				select.setLong(1, call);
			}
			try (ResultSet row = select.executeQuery()) {
				return row.next();
			}
		}
	}

	private List<Delivery> insertRows(Connection connection, List<NewDelivery> deliveries, Instant now, long term)
			throws SQLException {
		List<Delivery> filed = new ArrayList<>(deliveries.size());
		try (PreparedStatement insert = connection.prepareStatement(SQLITE_INSERT)) {
			for (NewDelivery delivery : deliveries) {
				insert.setLong(1, delivery.event.seq());
				insert.setString(2, delivery.route);
				insert.setInt(3, delivery.shard);
				insert.setObject(4, delivery.event.rootCallId());
				insert.setString(5, delivery.order);
				insert.setObject(6, this.store.time(now));
				insert.setObject(7, this.store.time(now));
				try (ResultSet row = insert.executeQuery()) {
					if (row.next()) {
						filed.add(delivery.filed(row.getLong(1), term));
					}
				}
			}
		}
		return filed;
	}

	private List<Delivery> insertArrays(Connection connection, List<NewDelivery> deliveries, Instant now, long term)
			throws SQLException {
		Map<String, NewDelivery> byKey = new HashMap<>();
		deliveries.forEach((delivery) -> byKey.put(delivery.event.seq() + delivery.route, delivery));
		List<Delivery> filed = new ArrayList<>(deliveries.size());
		try (PreparedStatement insert = this.store.keptByServer(connection, POSTGRESQL_INSERT)) {
			insert.setObject(1, this.store.time(now));
			insert.setObject(2, this.store.time(now));
			new Columns<>(insert, 3, deliveries).bigints((delivery) -> delivery.event.seq())
				.texts(NewDelivery::route)
				.integers(NewDelivery::shard)
				.bigints((delivery) -> delivery.event.rootCallId())
				.texts(NewDelivery::order);
			try (ResultSet rows = insert.executeQuery()) {
				while (rows.next()) {
					NewDelivery delivery = byKey.get(rows.getLong("event_seq") + rows.getString("route"));
					if (delivery != null) {
						filed.add(delivery.filed(rows.getLong("id"), term));
					}
				}
			}
		}
		return filed;
	}

	/** Notes which switchboard decided, because another node had a newer one. */
	public void decidedBy(Connection connection, List<Delivery> deliveries, String digest) throws SQLException {
		try (PreparedStatement update = connection
			.prepareStatement("update delivery set decided_by = ? where " + this.store.isIn("id"))) {
			update.setString(1, digest);
			update.setObject(2, this.store.numbers(deliveries.stream().map(Delivery::id).toList()));
			update.executeUpdate();
		}
	}

}
