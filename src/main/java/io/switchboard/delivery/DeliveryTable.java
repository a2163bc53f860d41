package io.switchboard.delivery;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventTable;
import io.switchboard.store.Store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The tables {@code delivery} and {@code attempt}. */
@Component
class DeliveryTable {

	private static final String SQLITE_INSERT = """
			insert into delivery (event_seq, route, status, next_attempt_at, updated_at) values (?, ?, 'pending', ?, ?)
			on conflict (event_seq, route) do nothing returning id""";

	private static final String POSTGRESQL_INSERT = """
			insert into delivery (event_seq, route, status, next_attempt_at, updated_at)
			select new.event_seq, new.route, 'pending', ?, ?
			from unnest(?, ?) with ordinality as new(event_seq, route, position) order by new.position
			on conflict (event_seq, route) do nothing returning id, event_seq, route""";

	private static final String DUE = """
			select d.id as delivery_id, d.route, d.attempts, e.*
			from delivery d join event e on e.seq = d.event_seq
			where d.route = ? and d.status in ('pending', 'retrying') and d.next_attempt_at <= ?
			order by d.id limit ?""";

	private static final String UPDATE = """
			update delivery set status = ?, attempts = ?, next_attempt_at = ?, last_error = ?, updated_at = ?
			where id = ?""";

	private static final String ATTEMPT = """
			insert into attempt (delivery_id, number, started_at, duration_ms, outcome, error) values (?, ?, ?, ?, ?, ?)
			on conflict do nothing""";

	private final Store store;

	private final EventTable events;

	private final JdbcTemplate jdbc;

	DeliveryTable(Store store, EventTable events, JdbcTemplate jdbc) {
		this.store = store;
		this.events = events;
		this.jdbc = jdbc;
	}

	/** What is to be filed. */
	record NewDelivery(Event event, String route) {
	}

	/** Files what is not filed yet. */
	List<Delivery> insert(Connection connection, List<NewDelivery> deliveries, Instant now) throws SQLException {
		if (deliveries.isEmpty()) {
			return List.of();
		}
		return this.store.isPostgresql() ? insertArrays(connection, deliveries, now)
				: insertRows(connection, deliveries, now);
	}

	private List<Delivery> insertRows(Connection connection, List<NewDelivery> deliveries, Instant now)
			throws SQLException {
		List<Delivery> filed = new ArrayList<>(deliveries.size());
		try (PreparedStatement insert = connection.prepareStatement(SQLITE_INSERT)) {
			for (NewDelivery delivery : deliveries) {
				insert.setLong(1, delivery.event.seq());
				insert.setString(2, delivery.route);
				insert.setObject(3, this.store.time(now));
				insert.setObject(4, this.store.time(now));
				try (ResultSet row = insert.executeQuery()) {
					if (row.next()) {
						filed.add(new Delivery(row.getLong(1), delivery.event, delivery.route, 0));
					}
				}
			}
		}
		return filed;
	}

	private List<Delivery> insertArrays(Connection connection, List<NewDelivery> deliveries, Instant now)
			throws SQLException {
		Map<Long, Event> events = new HashMap<>();
		deliveries.forEach((delivery) -> events.put(delivery.event.seq(), delivery.event));
		List<Delivery> filed = new ArrayList<>(deliveries.size());
		try (PreparedStatement insert = connection.prepareStatement(POSTGRESQL_INSERT)) {
			insert.setObject(1, this.store.time(now));
			insert.setObject(2, this.store.time(now));
			insert.setArray(3, connection.createArrayOf("bigint",
					deliveries.stream().map((delivery) -> delivery.event.seq()).toArray()));
			insert.setArray(4, connection.createArrayOf("text", deliveries.stream().map(NewDelivery::route).toArray()));
			try (ResultSet rows = insert.executeQuery()) {
				while (rows.next()) {
					Event event = events.get(rows.getLong("event_seq"));
					if (event != null) {
						filed.add(new Delivery(rows.getLong("id"), event, rows.getString("route"), 0));
					}
				}
			}
		}
		return filed;
	}

	List<Delivery> due(String route, Instant now, int limit) {
		return this.jdbc.query(DUE, (row, number) -> new Delivery(row.getLong("delivery_id"), this.events.read(row),
				row.getString("route"), row.getInt("attempts")), route, this.store.time(now), limit);
	}

	/**
	 * Marks what was run. A decision of the switchboard leaves no delivery of its own,
	 * unless it failed before.
	 */
	void record(Connection connection, List<Attempt> attempts, Instant now) throws SQLException {
		try (PreparedStatement update = connection.prepareStatement(UPDATE);
				PreparedStatement insert = connection.prepareStatement(ATTEMPT);
				PreparedStatement delete = connection.prepareStatement("delete from delivery where id = ?")) {
			for (Attempt attempt : attempts) {
				if (attempt instanceof Attempt.Decided decided && decided.delivery().attempts() == 0) {
					delete.setLong(1, decided.delivery().id());
					delete.addBatch();
					continue;
				}
				Attempt.Failed failure = (attempt instanceof Attempt.Failed failed) ? failed : null;
				addUpdate(update, attempt, failure, now);
				addAttempt(insert, attempt, failure);
			}
			delete.executeBatch();
			update.executeBatch();
			insert.executeBatch();
		}
	}

	private void addUpdate(PreparedStatement update, Attempt attempt, Attempt.Failed failure, Instant now)
			throws SQLException {
		DeliveryStatus status = DeliveryStatus.DELIVERED;
		if (failure != null) {
			status = (failure.nextAttemptAt() != null) ? DeliveryStatus.RETRYING : DeliveryStatus.DEAD;
		}
		update.setString(1, status.toString());
		update.setInt(2, attempt.delivery().attempts() + 1);
		update.setObject(3, (failure != null) ? this.store.time(failure.nextAttemptAt()) : null);
		update.setString(4, (failure != null) ? failure.error() : null);
		update.setObject(5, this.store.time(now));
		update.setLong(6, attempt.delivery().id());
		update.addBatch();
	}

	private void addAttempt(PreparedStatement insert, Attempt attempt, Attempt.Failed failure) throws SQLException {
		insert.setLong(1, attempt.delivery().id());
		insert.setInt(2, attempt.delivery().attempts() + 1);
		insert.setObject(3, this.store.time(attempt.startedAt()));
		insert.setLong(4, attempt.durationMs());
		insert.setString(5, (failure != null) ? "failed" : "delivered");
		insert.setString(6, (failure != null) ? failure.error() : null);
		insert.addBatch();
	}

	/** How many deliveries are not done, by status. */
	Map<String, Long> open() {
		Map<String, Long> counts = new HashMap<>();
		this.jdbc.query("""
				select status, count(*) as number from delivery
				where status in ('pending', 'retrying', 'dead') and status <> 'delivered' group by status""", (row) -> {
			counts.put(row.getString("status"), row.getLong("number"));
		});
		return counts;
	}

}
