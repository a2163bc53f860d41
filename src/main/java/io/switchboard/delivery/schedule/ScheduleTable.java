package io.switchboard.delivery.schedule;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The table {@code schedule}: the time up to which the events of each schedule are filed.
 */
@Component
class ScheduleTable {

	private static final String WRITE = """
			insert into schedule (route, cron, due_at) values (?, ?, ?)
			on conflict (route) do update set cron = excluded.cron, due_at = excluded.due_at
			where schedule.cron <> excluded.cron or schedule.due_at < excluded.due_at""";

	private final Store store;

	private final JdbcTemplate jdbc;

	ScheduleTable(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
	}

	Store store() {
		return this.store;
	}

	/** A schedule, and the time up to which its events are filed. */
	record Row(String cron, @Nullable Instant dueAt) {
	}

	/** By the route's id. */
	Map<String, Row> read() {
		Map<String, Row> rows = new HashMap<>();
		this.jdbc.query("select route, cron, due_at from schedule", (row) -> {
			rows.put(row.getString("route"), new Row(row.getString("cron"), this.store.time(row, "due_at")));
		});
		return rows;
	}

	/**
	 * Another node may be ahead. The time never goes back while the cron expression stays
	 * the same.
	 */
	void write(String route, String cron, Instant dueAt) throws SQLException {
		this.store.write((connection) -> Store.client(connection)
			.sql(WRITE)
			.param(route)
			.param(cron)
			.param(this.store.time(dueAt))
			.update());
	}

}
