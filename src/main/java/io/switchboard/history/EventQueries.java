package io.switchboard.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.switchboard.delivery.table.DeliveryStatus;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventTable;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads events and deliveries, newest first, a page at a time. */
@Component
public class EventQueries {

	/** All columns but the body, which is read only for a single event. */
	private static final String EVENT = """
			select e.seq, e.id, e.event_name, e.context, e.call_id, e.root_call_id, e.event_time, e.received_at,
			       e.status, e.reason, e.trace, %s as body from event e""";

	private static final String DELIVERY = """
			select d.id, d.event_seq, d.route, d.status, d.attempts, d.redeliveries, d.last_error, d.revision, d.next_attempt_at,
			       d.updated_at, d.decided_by, d.replaced_by, e.id as event_id, e.event_name, e.root_call_id, g.gathering
			from %s d join event e on e.seq = d.event_seq left join gathered g on g.delivery_id = d.id""";

	/** The status of a delivery that is handed over with another one. */
	static final String GATHERED = "gathered";

	private static final String ANY_DELIVERY = DELIVERY.formatted("delivery");

	private static final String OF_NUMBER = " in (select seq from event where src_number in (%1$s)"
			+ " union all select seq from event where dst_number in (%1$s))";

	/** Numbers at either end of an event, each looked up by its own index. */
	static final String WITH_NUMBER = "e.seq" + OF_NUMBER;

	/** The same of a delivery's event. */
	static final String EVENT_WITH_NUMBER = "d.event_seq" + OF_NUMBER;

	/** Events that no webhook brought, in the words of their index. */
	static final String RECONCILED = "substr(e.id, 1, 11) = '" + Event.RECONCILED + "'";

	private static final int BATCH = 500;

	/** How many rows a page examines one by one. The next page goes on there. */
	private static final int WINDOW = 20_000;

	private final Store store;

	private final EventTable events;

	private final JdbcTemplate jdbc;

	EventQueries(Store store, EventTable events, JdbcTemplate jdbc) {
		this.store = store;
		this.events = events;
		this.jdbc = jdbc;
	}

	/**
	 * One row of the table {@code delivery}, with the event's own names beside it.
	 *
	 * @param id its number
	 * @param eventSeq the number of its event
	 * @param route the route's id
	 * @param status such as {@code retrying}
	 * @param attempts how often it was tried
	 * @param redeliveries how often somebody redelivered it
	 * @param lastError why the latest attempt failed or was skipped, or null
	 * @param nextAttemptAt when it is tried next, or null
	 * @param updatedAt when it last changed, or null
	 * @param eventId the event's id
	 * @param eventName the event's name, or null
	 * @param rootCallId the event's call, or null
	 * @param decidedBy the switchboard that decided, if it was outdated; else null
	 * @param revision the route's revision that ran it last, or null
	 * @param gatheredWith the delivery that it is handed over with, or null
	 * @param replacedBy the delivery in its place, whose body was edited, or null
	 */
	public record DeliveryRow(long id, long eventSeq, String route, String status, int attempts, int redeliveries,
			@Nullable String lastError, @Nullable Instant nextAttemptAt, @Nullable Instant updatedAt, String eventId,
			@Nullable String eventName, @Nullable Long rootCallId, @Nullable String decidedBy,
			@Nullable String revision, @Nullable Long gatheredWith, @Nullable Long replacedBy) {

		/** Whether it waits. */
		public boolean isOpen() {
			return DeliveryStatus.isOpen(this.status);
		}

	}

	List<Event> events(RowFilter filter, int limit) {
		RowFilter paged = filter.before("e.seq");
		String query = EVENT.formatted("null");
		if (paged.isWindowed()) {
			query = query.replace("from event e", "from (" + window("event e", paged, "e.seq") + ") e") + paged.rest();
		}
		else {
			query += paged.all();
		}
		return this.jdbc.query(query + " order by e.seq desc limit " + limit, (row, number) -> this.events.read(row),
				paged.arguments());
	}

	/** A page may hold fewer than its limit although more follow. */
	Page<List<Event>> eventPage(RowFilter filter, int limit) {
		Page<List<Event>> page = Page.of(events(filter, limit + 1), limit, Event::seq);
		return goOn(page, filter, "event e", "e.seq");
	}

	/** One event, with its body. */
	public Optional<Event> event(String id) {
		if (id.indexOf('\0') >= 0) {
			// PostgreSQL takes none, so no event has one
			return Optional.empty();
		}
		return this.jdbc
			.query(EVENT.formatted("e.body") + " where e.id = ?", (row, number) -> this.events.read(row), id)
			.stream()
			.findFirst();
	}

	/** A page may hold fewer than its limit although more follow. */
	Page<List<DeliveryRow>> deliveryPage(RowFilter filter, int limit) {
		RowFilter paged = filter.before("d.id");
		String query = paged.isWindowed()
				? DELIVERY.formatted("(" + window("delivery d", paged, "d.id") + ")") + paged.rest()
				: ANY_DELIVERY + paged.all();
		List<DeliveryRow> rows = this.jdbc.query(query + " order by d.id desc limit " + (limit + 1),
				(row, number) -> delivery(row), paged.arguments());
		return goOn(Page.of(rows, limit, DeliveryRow::id), paged, "delivery d", "d.id");
	}

	private static String window(String table, RowFilter filter, String key) {
		return "select * from " + table + filter.found() + " order by " + key + " desc limit " + WINDOW;
	}

	private <T> Page<T> goOn(Page<T> page, RowFilter filter, String table, String key) {
		if (page.next() != null || !filter.isWindowed()) {
			return page;
		}
		String last = "select " + key + " from " + table + filter.found() + " order by " + key + " desc limit 1 offset "
				+ (WINDOW - 1);
		return this.jdbc.queryForList(last, Long.class, filter.foundArguments())
			.stream()
			.findFirst()
			.map((position) -> new Page<>(page.data(), position.toString()))
			.orElse(page);
	}

	long count(RowFilter filter) {
		Long count = this.jdbc.queryForObject(
				"select count(*) from delivery d join event e on e.seq = d.event_seq" + filter.all(), Long.class,
				filter.arguments());
		return (count != null) ? count : 0;
	}

	/** The ids of the present ones, oldest first, some hundreds at a time. */
	Iterable<List<Long>> batches(RowFilter filter) {
		Long last = this.jdbc.queryForObject("select max(id) from delivery", Long.class);
		String query = "select d.id from delivery d join event e on e.seq = d.event_seq"
				+ filter.and("d.id <= ?", (last != null) ? last : 0).all()
				+ (" and d.id > ? order by d.id limit " + BATCH);
		return () -> new Iterator<>() {

			private List<Long> batch = read(0);

			private List<Long> read(long after) {
				List<Object> arguments = new ArrayList<>(List.of(filter.arguments()));
				arguments.add(after);
				return EventQueries.this.jdbc.queryForList(query, Long.class, arguments.toArray());
			}

			@Override
			public boolean hasNext() {
				return !this.batch.isEmpty();
			}

			@Override
			public List<Long> next() {
				List<Long> current = this.batch;
				this.batch = read(current.get(current.size() - 1));
				return current;
			}

		};
	}

	/** One delivery. */
	public Optional<DeliveryRow> delivery(long id) {
		return this.jdbc.query(ANY_DELIVERY + " where d.id = ?", (row, number) -> delivery(row), id)
			.stream()
			.findFirst();
	}

	/**
	 * The deliveries of some events, by the event's seq, in the order in which they were
	 * filed.
	 */
	public Map<Long, List<DeliveryRow>> deliveriesOf(List<Event> events) {
		if (events.isEmpty()) {
			return Map.of();
		}
		String places = events.stream().map((event) -> "?").collect(Collectors.joining(", "));
		return this.jdbc
			.query(ANY_DELIVERY + " where d.event_seq in (" + places + ") order by d.id",
					(row, number) -> delivery(row), events.stream().map(Event::seq).toArray())
			.stream()
			.collect(Collectors.groupingBy(DeliveryRow::eventSeq, LinkedHashMap::new, Collectors.toList()));
	}

	/** The deliveries for which a condition is true, in the order of their events. */
	List<DeliveryRow> deliveries(String condition, Object argument) {
		return this.jdbc.query(ANY_DELIVERY + " where " + condition + " order by d.event_seq",
				(row, number) -> delivery(row), argument);
	}

	private DeliveryRow delivery(ResultSet row) throws SQLException {
		long number = row.getLong("root_call_id");
		Long rootCallId = row.wasNull() ? null : number;
		long first = row.getLong("gathering");
		Long gatheredWith = row.wasNull() ? null : first;
		long other = row.getLong("replaced_by");
		Long replacedBy = row.wasNull() ? null : other;
		return new DeliveryRow(row.getLong("id"), row.getLong("event_seq"), row.getString("route"),
				(gatheredWith != null) ? GATHERED
						: DeliveryDetails.word(row.getString("status"), row.getString("last_error")),
				row.getInt("attempts"), row.getInt("redeliveries"), row.getString("last_error"),
				this.store.time(row, "next_attempt_at"), this.store.time(row, "updated_at"), row.getString("event_id"),
				row.getString("event_name"), rootCallId, row.getString("decided_by"), row.getString("revision"),
				gatheredWith, replacedBy);
	}

}
