package io.switchboard.delivery.table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.switchboard.failure.Done;
import io.switchboard.inbox.EventTable;
import io.switchboard.store.Columns;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Reads open deliveries from the table {@code delivery}. {@link DeliveryInserts} files
 * deliveries, and {@link DeliveryChanges} changes them for operators.
 */
@Component
public class DeliveryTable {

	/**
	 * A delivery that was never tried is due at once, even if it was filed after this
	 * query took the time. It may be the first of its call, and memory must not go on
	 * without it. A change in the future comes from a wrong clock; the delivery must not
	 * wait for that time.
	 */
	private static final String IS_DUE = "(d.next_attempt_at <= ? or d.attempts = 0 or d.updated_at > ?)";

	/** How much the clocks of two nodes may differ. */
	private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

	/** The events are joined last, after the limit. */
	private static final String WITH_EVENT = """
			select d.id as delivery_id, d.route, d.shard, d.event_order, d.attempts, d.uncounted, d.waits, d.redeliveries,
			       d.backfill, d.bulk, d.due, e.*
			from (select d.*, %s as due from %%s
			      where d.route = ? and d.status in ('pending', 'retrying') %%s order by %%s limit %%d) d
			%s order by %%3$s"""
		.formatted(IS_DUE, EventTable.OF_ROW);

	private static final String BY_TIME = "d.next_attempt_at, d.id";

	private static final String IN_ORDER = "d.root_call_id, d.event_order, d.id";

	/** One call after another, for the same reason as in {@link #NOT_FIRST}. */
	private static final String POSTGRESQL_OF_CALLS = """
			unnest(?) as calls(root_call_id) cross join lateral (
			  select * from delivery o
			  where o.route = ? and o.root_call_id = calls.root_call_id and o.status in ('pending', 'retrying')
			  order by o.event_order, o.id limit %d) d""";

	/**
	 * An earlier delivery of the call is not done. The offset makes the database look
	 * this up for each delivery by itself. As a join, it would compare the whole backlog
	 * with itself whenever the planner believes that the backlog is small.
	 */
	private static final String NOT_FIRST = """
			exists (select 1 from delivery o
			 where o.route = d.route and o.root_call_id = d.root_call_id and o.status in ('pending', 'retrying')
			   and (o.event_order, o.id) < (d.event_order, d.id)
			 order by o.event_order, o.id limit 1 offset 0)""";

	private final Store store;

	private final DeliveryInserts inserts;

	private final DeliveryChanges changes;

	private final GatherTable gathers;

	private final DeliveryCounts counts;

	private final EventTable events;

	private final JdbcTemplate jdbc;

	public DeliveryTable(Store store, EventTable events, JdbcTemplate jdbc) {
		this.store = store;
		this.inserts = new DeliveryInserts(store);
		this.changes = new DeliveryChanges(store, events);
		this.gathers = new GatherTable(store, events, jdbc);
		this.counts = new DeliveryCounts(store, jdbc);
		this.events = events;
		this.jdbc = jdbc;
	}

	/**
	 * Files deliveries.
	 * @return never null
	 */
	public DeliveryInserts inserts() {
		return this.inserts;
	}

	/**
	 * Changes deliveries as an operator asks.
	 * @return never null
	 */
	public DeliveryChanges changes() {
		return this.changes;
	}

	/**
	 * Gathers deliveries that are handed over as one.
	 * @return never null
	 */
	public GatherTable gathers() {
		return this.gathers;
	}

	/**
	 * Counts open deliveries.
	 * @return never null
	 */
	public DeliveryCounts counts() {
		return this.counts;
	}

	/**
	 * The deliveries that may run now: the first open one of each call, if it is due.
	 * @param shards only deliveries of these shards, or null for all
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
	 * The other deliveries of their calls, up to the first one that is not due yet. The
	 * first deliveries may be done by the time of this second query, so it leaves out
	 * their ids.
	 */
	public List<Delivery> following(List<Delivery> first, Instant now, long term, int limit) {
		Set<Long> calls = new HashSet<>();
		first.stream().map(Delivery::call).filter((call) -> call != null).forEach(calls::add);
		if (calls.isEmpty()) {
			return List.of();
		}
		List<Object> arguments = new ArrayList<>(due(now));
		String route = first.get(0).route();
		String source = this.store.dialect().choose("delivery d", POSTGRESQL_OF_CALLS.formatted(limit));
		arguments.addAll(this.store.dialect().choose(List.of(), List.of(this.store.numbers(calls), route)));
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

	/** The ids of the open deliveries, in no order. */
	public List<Long> open(String route, int limit) {
		return this.jdbc.queryForList(
				"select id from delivery where route = ? and status in ('pending', 'retrying') limit " + limit,
				Long.class, route);
	}

	private Delivery read(ResultSet row, long term) throws SQLException {
		Delivery delivery = new Delivery(row.getLong("delivery_id"), this.events.read(row), row.getString("route"),
				row.getInt("shard"), row.getString("event_order"), row.getInt("attempts"), row.getInt("uncounted"),
				row.getInt("waits"), row.getInt("redeliveries"), term);
		return (row.getObject("backfill") != null || row.getObject("bulk") != null) ? delivery.ofPast() : delivery;
	}

	/** A condition on a set, if there is one. */
	private String in(String column, @Nullable Collection<? extends Number> values, List<Object> arguments) {
		if (values == null) {
			return "";
		}
		arguments.add(this.store.numbers(values));
		return " and " + this.store.isIn(column);
	}

	/**
	 * The first open delivery of its call and route, if it comes before this one; else
	 * null.
	 */
	public @Nullable Long heldBackBy(long id) {
		return this.jdbc.queryForList("""
				select o.id from delivery d join delivery o on o.route = d.route and o.root_call_id = d.root_call_id
				where d.id = ? and o.status in ('pending', 'retrying') and (o.event_order, o.id) < (d.event_order, d.id)
				order by o.event_order, o.id limit 1""", Long.class, id).stream().findFirst().orElse(null);
	}

	/**
	 * The steps that its failed attempts have done since it was last delivered, see
	 * {@link Done}.
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

}
