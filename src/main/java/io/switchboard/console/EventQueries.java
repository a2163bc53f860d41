package io.switchboard.console;

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

import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventTable;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads events and deliveries, newest first, a page at a time. */
@Component
public class EventQueries {

	/** Everything but the body, which is read for one event alone. */
	private static final String EVENT = """
			select e.seq, e.id, e.event_name, e.context, e.call_id, e.root_call_id, e.event_time, e.received_at,
			       e.status, e.reason, %s as body from event e""";

	private static final String DELIVERY = """
			select d.id, d.event_seq, d.route, d.status, d.attempts, d.redeliveries, d.last_error, d.next_attempt_at,
			       d.updated_at, e.id as event_id, e.event_name, e.root_call_id
			from delivery d join event e on e.seq = d.event_seq""";

	/** A number at either end of an event, each looked up by its own index. */
	public static final String WITH_NUMBER = "e.seq in (select seq from event where src_number = ?"
			+ " union all select seq from event where dst_number = ?)";

	/** What no webhook brought; in the words of its index. */
	public static final String RECONCILED = "substr(e.id, 1, 11) = '" + Event.RECONCILED + "'";

	private static final int BATCH = 500;

	private final Store store;

	private final EventTable events;

	private final JdbcTemplate jdbc;

	EventQueries(Store store, EventTable events, JdbcTemplate jdbc) {
		this.store = store;
		this.events = events;
		this.jdbc = jdbc;
	}

	/** One row of the table {@code delivery}, with the event's own names beside it. */
	public record DeliveryRow(long id, long eventSeq, String route, String status, int attempts, int redeliveries,
			@Nullable String lastError, @Nullable Instant nextAttemptAt, @Nullable Instant updatedAt, String eventId,
			@Nullable String eventName, @Nullable Long rootCallId) {

		public boolean isOpen() {
			return this.status.equals("pending") || this.status.equals("retrying");
		}

	}

	/** One row of the table {@code attempt}. */
	public record AttemptRow(int number, int redelivery, @Nullable Instant startedAt, long durationMs, String outcome,
			@Nullable String error) {
	}

	public List<Event> events(Filter filter, int limit) {
		Filter paged = filter.before("e.seq");
		return this.jdbc.query(EVENT.formatted("null") + paged.where() + " order by e.seq desc limit " + limit,
				(row, number) -> this.events.read(row), paged.arguments());
	}

	public Optional<Event> event(String id) {
		return this.jdbc
			.query(EVENT.formatted("e.body") + " where e.id = ?", (row, number) -> this.events.read(row), id)
			.stream()
			.findFirst();
	}

	public List<DeliveryRow> deliveries(Filter filter, int limit) {
		Filter paged = filter.before("d.id");
		return this.jdbc.query(DELIVERY + paged.where() + " order by d.id desc limit " + limit,
				(row, number) -> delivery(row), paged.arguments());
	}

	public long count(Filter filter) {
		Long count = this.jdbc.queryForObject(
				"select count(*) from delivery d join event e on e.seq = d.event_seq" + filter.where(), Long.class,
				filter.arguments());
		return (count != null) ? count : 0;
	}

	/** The ids of those that are there now, oldest first, some hundreds at a time. */
	public Iterable<List<Long>> batches(Filter filter) {
		Long last = this.jdbc.queryForObject("select max(id) from delivery", Long.class);
		String query = "select d.id from delivery d join event e on e.seq = d.event_seq"
				+ filter.and("d.id <= ?", (last != null) ? last : 0).where()
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

	public Optional<DeliveryRow> delivery(long id) {
		return this.jdbc.query(DELIVERY + " where d.id = ?", (row, number) -> delivery(row), id).stream().findFirst();
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
			.query(DELIVERY + " where d.event_seq in (" + places + ") order by d.id", (row, number) -> delivery(row),
					events.stream().map(Event::seq).toArray())
			.stream()
			.collect(Collectors.groupingBy(DeliveryRow::eventSeq, LinkedHashMap::new, Collectors.toList()));
	}

	public List<AttemptRow> attempts(long deliveryId) {
		return this.jdbc.query("select * from attempt where delivery_id = ? order by number",
				(row, number) -> new AttemptRow(row.getInt("number"), row.getInt("redelivery"),
						this.store.time(row, "started_at"), row.getLong("duration_ms"), row.getString("outcome"),
						row.getString("error")),
				deliveryId);
	}

	private DeliveryRow delivery(ResultSet row) throws SQLException {
		long number = row.getLong("root_call_id");
		Long rootCallId = row.wasNull() ? null : number;
		return new DeliveryRow(row.getLong("id"), row.getLong("event_seq"), row.getString("route"),
				row.getString("status"), row.getInt("attempts"), row.getInt("redeliveries"),
				row.getString("last_error"), this.store.time(row, "next_attempt_at"),
				this.store.time(row, "updated_at"), row.getString("event_id"), row.getString("event_name"), rootCallId);
	}

	/** Conditions that all hold. Column names come from the code, values are bound. */
	public static final class Filter {

		private final List<String> conditions = new ArrayList<>();

		private final List<Object> arguments = new ArrayList<>();

		private @Nullable Long cursor;

		public Filter and(String condition, @Nullable Object value) {
			if (value != null) {
				this.conditions.add(condition);
				this.arguments.add(value);
			}
			return this;
		}

		/** A condition that holds or not, as is wanted, if that is said. */
		public Filter andThat(String condition, @Nullable String wanted) {
			if (wanted != null) {
				this.conditions.add(wanted.equals("true") ? condition : "not (" + condition + ")");
			}
			return this;
		}

		/** A condition that compares the value twice. */
		public Filter andEither(String condition, @Nullable Object value) {
			if (value != null) {
				and(condition, value);
				this.arguments.add(value);
			}
			return this;
		}

		public Filter cursor(@Nullable Long cursor) {
			this.cursor = cursor;
			return this;
		}

		private Filter before(String column) {
			return and(column + " < ?", this.cursor);
		}

		private String where() {
			return this.conditions.isEmpty() ? "" : " where " + String.join(" and ", this.conditions);
		}

		private Object[] arguments() {
			return this.arguments.toArray();
		}

	}

}
