package io.switchboard.bulk;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.bulk.Bulk.Action;
import io.switchboard.bulk.Bulk.State;
import io.switchboard.bulk.Bulk.Wanted;
import io.switchboard.history.DeliveryFilter;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code bulk}. */
@Component
class BulkTable {

	private static final String INSERT = """
			insert into bulk (action, route, filter, status, position, until_id, matched, changed, started_by, created_at,
			                  updated_at)
			values (?, ?, ?, 'running', 0, ?, ?, 0, ?, ?, ?) returning id""";

	private static final String ADVANCE = """
			update bulk set position = ?, changed = changed + ?, waits_for = null,
			       status = case when ? >= until_id then 'done' else status end, updated_at = ?
			where id = ? and status = 'running' and position = ?""";

	private final Store store;

	private final JdbcTemplate jdbc;

	private final ObjectMapper json;

	BulkTable(Store store, JdbcTemplate jdbc, ObjectMapper json) {
		this.store = store;
		this.jdbc = jdbc;
		this.json = json;
	}

	/** Adds one, and returns its number. */
	long insert(Wanted wanted, long until, long matched, @Nullable String by, Instant now) throws SQLException {
		String filter = text(wanted.filter());
		return this.store.write((connection) -> Store.client(connection)
			.sql(INSERT)
			.param(wanted.action().word())
			.param(wanted.route())
			.param(filter)
			.param(until)
			.param(matched)
			.param(by)
			.param(this.store.time(now))
			.param(this.store.time(now))
			.query(Long.class)
			.single());
	}

	/**
	 * Stores its progress; false if another node has gone on with it, or it was stopped.
	 */
	boolean advance(Connection connection, Bulk bulk, long reached, int changed, Instant now) {
		return Store.client(connection)
			.sql(ADVANCE)
			.param(reached)
			.param(changed)
			.param(reached)
			.param(this.store.time(now))
			.param(bulk.id())
			.param(bulk.position())
			.update() == 1;
	}

	/** Stores what it waits for. */
	void waits(long id, String reason) throws SQLException {
		this.store.write((connection) -> Store.client(connection)
			.sql("update bulk set waits_for = ? where id = ? and status = 'running'")
			.param(reason)
			.param(id)
			.update());
	}

	/** Stops it; false if it does not run. */
	boolean stop(long id, Instant now) throws SQLException {
		return this.store.write((connection) -> Store.client(connection)
			.sql("update bulk set status = 'stopped', waits_for = null, updated_at = ? where id = ? and status = 'running'")
			.param(this.store.time(now))
			.param(id)
			.update()) == 1;
	}

	Optional<Bulk> find(long id) {
		return this.jdbc.query("select * from bulk where id = ?", this::read, id).stream().findFirst();
	}

	/** The newest first. */
	List<Bulk> newest(int limit) {
		return this.jdbc.query("select * from bulk order by id desc limit " + limit, this::read);
	}

	/** Those that run. */
	List<Bulk> running() {
		return this.jdbc.query("select * from bulk where status = 'running' order by id", this::read);
	}

	private Bulk read(ResultSet row, int number) throws SQLException {
		Wanted wanted = new Wanted(Action.of(row.getString("action")), row.getString("route"),
				filter(row.getString("filter")));
		return new Bulk(row.getLong("id"), wanted, State.of(row.getString("status")), row.getLong("position"),
				row.getLong("until_id"), row.getLong("matched"), row.getLong("changed"), row.getString("waits_for"),
				row.getString("started_by"), Objects.requireNonNull(this.store.time(row, "created_at")),
				Objects.requireNonNull(this.store.time(row, "updated_at")));
	}

	private String text(DeliveryFilter filter) {
		try {
			return this.json.writeValueAsString(filter);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private DeliveryFilter filter(String text) {
		try {
			return this.json.readValue(text, DeliveryFilter.class);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("the filter of a bulk operation cannot be read", ex);
		}
	}

}
