package io.switchboard.delivery.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.delivery.cluster.Shards;
import io.switchboard.failure.Done;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventListener;
import io.switchboard.inbox.EventTable;
import io.switchboard.store.Columns;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code delivery}: what is filed, read, and changed by hand. */
@Component
public class DeliveryTable {

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

	/** In the words of its index. */
	private static final String UNDECIDED = """
			select 1 from delivery o where o.route = 'switchboard' and o.status in ('pending', 'retrying')""";

	/**
	 * The part of the statement that stores events. No other node has ended our term, for
	 * as long as the statement takes. An event waits for the switchboard if an earlier
	 * one of its call does.
	 */
	public static final EventListener.Sql POSTGRESQL_FILE = new EventListener.Sql(
			"select 1 from node where term = ? for key share",
			"""
					insert into delivery
					  (event_seq, route, shard, root_call_id, event_order, status, next_attempt_at, updated_at, decided_by)
					select arrived.seq, decided.route, new.shard, arrived.root_call_id, new.event_order, 'pending', ?, ?,
					       case when decided.route <> 'switchboard' then
					         (select cast(? as text) where exists
					           (select 1 from node mine join node other on other.revision > mine.revision
					              and other.digest <> mine.digest where mine.term = ?)) end
					from unnest(?, ?, ?, ?) with ordinality as new(position, route, shard, event_order, number)
					join arrived on arrived.position = new.position
					join stored on stored.seq = arrived.seq
					cross join lateral (select case when exists (%s and o.root_call_id = arrived.root_call_id)
					                    then 'switchboard' else new.route end as route) decided
					order by new.number
					on conflict (event_seq, route) do nothing returning id, event_seq, route"""
				.formatted(UNDECIDED));

	/**
	 * What was just filed is due, even where it was filed after the time was looked at:
	 * as the first of its call it would hide the others, and memory would go on without
	 * it. And what was marked in what is the future now was marked by a clock that went
	 * wrong: it would wait until that time comes.
	 */
	private static final String IS_DUE = "(d.next_attempt_at <= ? or d.attempts = 0 or d.updated_at > ?)";

	/** So much may the clocks of two nodes differ. */
	private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

	/** The events are looked up last, for those alone that the limit leaves. */
	private static final String WITH_EVENT = """
			select d.id as delivery_id, d.route, d.shard, d.event_order, d.attempts, d.uncounted, d.waits, d.redeliveries,
			       d.due, e.*
			from (select d.*, %s as due from %%s
			      where d.route = ? and d.status in ('pending', 'retrying') %%s order by %%s limit %%d) d
			join event e on e.seq = d.event_seq order by %%3$s"""
		.formatted(IS_DUE);

	private static final String BY_TIME = "d.next_attempt_at, d.id";

	private static final String IN_ORDER = "d.root_call_id, d.event_order, d.id";

	/** One call after another, for the same reason as in {@link #NOT_FIRST}. */
	private static final String POSTGRESQL_OF_CALLS = """
			unnest(?) as calls(root_call_id) cross join lateral (
			  select * from delivery o
			  where o.route = ? and o.root_call_id = calls.root_call_id and o.status in ('pending', 'retrying')
			  order by o.event_order, o.id limit %d) d""";

	/**
	 * An earlier one of its call is not done. Looked up for one delivery after another
	 * (which is what the offset is for): joined, all that waits would be compared with
	 * all that waits, wherever the database thinks that it is little.
	 */
	private static final String NOT_FIRST = """
			exists (select 1 from delivery o
			 where o.route = d.route and o.root_call_id = d.root_call_id and o.status in ('pending', 'retrying')
			   and (o.event_order, o.id) < (d.event_order, d.id)
			 order by o.event_order, o.id limit 1 offset 0)""";

	private final Store store;

	private final EventTable events;

	private final JdbcTemplate jdbc;

	public DeliveryTable(Store store, EventTable events, JdbcTemplate jdbc) {
		this.store = store;
		this.events = events;
		this.jdbc = jdbc;
	}

	/**
	 * A delivery that has no number yet.
	 *
	 * @param place its event's place in the commit, from 0
	 * @param delivery the delivery, without its number
	 */
	public record Planned(int place, Delivery delivery) {
	}

	/** What is to be filed. */
	public record NewDelivery(Event event, String route, int shard, String order) {

		public NewDelivery(Event event, String route) {
			this(event, route, Shards.of(event), event.order().text());
		}

		private Delivery filed(long id, long term) {
			return new Delivery(id, this.event, this.route, this.shard, this.order, 0, 0, 0, 0, term);
		}

	}

	/** Files what is not filed yet. */
	public List<Delivery> insert(Connection connection, List<NewDelivery> deliveries, Instant now, long term)
			throws SQLException {
		if (deliveries.isEmpty()) {
			return List.of();
		}
		return this.store.isPostgresql() ? insertArrays(connection, deliveries, now, term)
				: insertRows(connection, deliveries, now, term);
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

	/** Whether anything of a call waits for the switchboard; of any, where it is null. */
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

	/** Notes which switchboard decided, for another node had a newer one. */
	public void decidedBy(Connection connection, List<Delivery> deliveries, String digest) throws SQLException {
		try (PreparedStatement update = connection
			.prepareStatement("update delivery set decided_by = ? where " + this.store.isIn("id"))) {
			update.setString(1, digest);
			update.setObject(2, this.store.numbers(deliveries.stream().map(Delivery::id).toList()));
			update.executeUpdate();
		}
	}

	/**
	 * What may run now: of each call the first that is not done, if it is due.
	 * @param shards of these alone, or null for all
	 */
	public List<Delivery> firstOfCalls(String route, boolean ordered, @Nullable Collection<Integer> shards, Instant now,
			long term, int limit) {
		List<Object> arguments = new ArrayList<>(due(now));
		arguments.add(route);
		arguments.addAll(due(now));
		String condition = "and " + IS_DUE + in("d.shard", shards, arguments)
				+ (ordered ? " and not " + NOT_FIRST : "");
		String query = WITH_EVENT.formatted("delivery d", condition, BY_TIME, limit);
		return this.jdbc.query(query, (row, number) -> read(row, term), arguments.toArray());
	}

	/**
	 * What else waits in their calls, up to the first that is not due yet. It is read
	 * later, and may stand before them or follow one that is done by now: the other ids
	 * are asked for, not what follows a first.
	 */
	public List<Delivery> following(List<Delivery> first, Instant now, long term, int limit) {
		Set<Long> calls = new HashSet<>();
		first.stream().map(Delivery::call).filter((call) -> call != null).forEach(calls::add);
		if (calls.isEmpty()) {
			return List.of();
		}
		List<Object> arguments = new ArrayList<>(due(now));
		String route = first.get(0).route();
		String source = "delivery d";
		if (this.store.isPostgresql()) {
			source = POSTGRESQL_OF_CALLS.formatted(limit);
			arguments.add(this.store.numbers(calls));
			arguments.add(route);
		}
		arguments.add(route);
		List<Long> ids = first.stream().map(Delivery::id).toList();
		String condition = in("d.root_call_id", calls, arguments) + in("not d.id", ids, arguments);
		String query = WITH_EVENT.formatted(source, condition, IN_ORDER, limit);
		Set<Long> blocked = new HashSet<>();
		List<Delivery> following = new ArrayList<>();
		this.jdbc.query(query, (row) -> {
			Delivery delivery = read(row, term);
			if (!row.getBoolean("due")) {
				blocked.add(delivery.call());
			}
			if (!blocked.contains(delivery.call())) {
				following.add(delivery);
			}
		}, arguments.toArray());
		return following;
	}

	/** The parameters of {@link #IS_DUE}. */
	private List<Object> due(Instant now) {
		return List.of(this.store.time(now), this.store.time(now.plus(CLOCKS_DIFFER)));
	}

	/** The highest id; 0 if there is none. */
	public long newest() {
		Long newest = this.jdbc.queryForObject("select max(id) from delivery", Long.class);
		return (newest != null) ? newest : 0;
	}

	/** The routes of open deliveries with a higher id than that. */
	Set<String> routesAfter(long id) {
		return new HashSet<>(this.jdbc.queryForList(
				"select distinct route from delivery where id > ? and coalesce(status, '') in ('pending', 'retrying')",
				String.class, id));
	}

	/** The ids of what is not done, in no order. */
	public List<Long> open(String route, int limit) {
		return this.jdbc.queryForList(
				"select id from delivery where route = ? and status in ('pending', 'retrying') limit " + limit,
				Long.class, route);
	}

	private Delivery read(ResultSet row, long term) throws SQLException {
		return new Delivery(row.getLong("delivery_id"), this.events.read(row), row.getString("route"),
				row.getInt("shard"), row.getString("event_order"), row.getInt("attempts"), row.getInt("uncounted"),
				row.getInt("waits"), row.getInt("redeliveries"), term);
	}

	/** A condition on a set, if there is one. */
	private String in(String column, @Nullable Collection<? extends Number> values, List<Object> arguments) {
		if (values == null) {
			return "";
		}
		arguments.add(this.store.numbers(values));
		return " and " + this.store.isIn(column);
	}

	/** The routes of these deliveries. */
	public Set<String> routes(Connection connection, Collection<Long> ids) throws SQLException {
		List<Object> arguments = new ArrayList<>();
		String query = "select distinct route from delivery where true" + in("id", ids, arguments);
		Set<String> routes = new HashSet<>();
		try (PreparedStatement select = connection.prepareStatement(query)) {
			select.setObject(1, arguments.get(0));
			try (ResultSet rows = select.executeQuery()) {
				while (rows.next()) {
					routes.add(rows.getString(1));
				}
			}
		}
		return routes;
	}

	/** The first of its call and route that is not done, if it comes before this one. */
	public @Nullable Long heldBackBy(long id) {
		return this.jdbc.queryForList("""
				select o.id from delivery d join delivery o on o.route = d.route and o.root_call_id = d.root_call_id
				where d.id = ? and o.status in ('pending', 'retrying') and (o.event_order, o.id) < (d.event_order, d.id)
				order by o.event_order, o.id limit 1""", Long.class, id).stream().findFirst().orElse(null);
	}

	/**
	 * Has deliveries run again, now: what was done or given up begins anew, what waits
	 * for its time waits no longer.
	 * @return the ids of those that it was true of
	 */
	public List<Long> redeliver(Connection connection, Collection<Long> ids, Instant now) throws SQLException {
		return change(connection, """
				update delivery set next_attempt_at = ?, updated_at = ?,
				       uncounted = case when status in ('pending', 'retrying') then uncounted else attempts end,
				       waits = case when status in ('pending', 'retrying') then waits else 0 end,
				       redeliveries = redeliveries + case when status in ('pending', 'retrying') then 0 else 1 end,
				       status = case when status = 'retrying' then 'retrying' else 'pending' end
				where (status <> 'pending' or attempts > 0)""", ids, now, now);
	}

	/** Sets dead letters aside, and what still waits for another attempt. */
	public List<Long> discard(Connection connection, Collection<Long> ids, Instant now) throws SQLException {
		return change(connection, """
				update delivery set status = 'discarded', next_attempt_at = null, updated_at = ?
				where (status in ('dead', 'retrying') or (status = 'pending' and attempts > 0))""", ids, now);
	}

	/**
	 * Sets aside what is not done and was marked last before a time.
	 * @return how many
	 */
	public int setAside(Connection connection, Instant before, String reason, Instant now) throws SQLException {
		try (PreparedStatement update = connection.prepareStatement("""
				update delivery set status = 'discarded', next_attempt_at = null, last_error = ?, updated_at = ?
				where status in ('pending', 'retrying') and updated_at < ?""")) {
			update.setString(1, reason);
			update.setObject(2, this.store.time(now));
			update.setObject(3, this.store.time(before));
			return update.executeUpdate();
		}
	}

	private List<Long> change(Connection connection, String statement, Collection<Long> ids, Instant... times)
			throws SQLException {
		List<Object> arguments = new ArrayList<>();
		for (Instant time : times) {
			arguments.add(this.store.time(time));
		}
		String query = statement + in("id", ids, arguments) + " returning id";
		List<Long> changed = new ArrayList<>();
		try (PreparedStatement update = connection.prepareStatement(query)) {
			for (int i = 0; i < arguments.size(); i++) {
				update.setObject(i + 1, arguments.get(i));
			}
			try (ResultSet rows = update.executeQuery()) {
				while (rows.next()) {
					changed.add(rows.getLong(1));
				}
			}
		}
		return changed;
	}

	/**
	 * What its attempts did that failed since it was delivered last, see {@link Done}.
	 */
	public Set<String> done(long id) {
		Set<String> done = new HashSet<>();
		this.jdbc.queryForList(
				"""
						select done from attempt where delivery_id = ? and done is not null
						and number > coalesce((select max(number) from attempt where delivery_id = ? and outcome = 'delivered'), 0)""",
				String.class, id, id)
			.forEach((each) -> done.addAll(List.of(each.split("\n"))));
		return done;
	}

	/** How many deliveries are not done, by route and status. */
	public Map<String, Map<String, Long>> open() {
		Map<String, Map<String, Long>> counts = new HashMap<>();
		this.jdbc.query("""
				select route, status, count(*) as number from delivery
				where status in ('pending', 'retrying') group by route, status
				union all
				select route, status, count(*) as number from delivery
				where status in ('dead', 'discarded') and status = 'dead' group by route, status""", (row) -> {
			counts.computeIfAbsent(row.getString("route"), (route) -> new HashMap<>())
				.put(row.getString("status"), row.getLong("number"));
		});
		return counts;
	}

}
