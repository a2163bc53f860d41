package io.switchboard.backfill;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.backfill.Backfill.State;
import io.switchboard.backfill.Backfill.Wanted;
import io.switchboard.history.EventFilter;
import io.switchboard.history.PastEvents.Stretch;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code backfill}. */
@Component
class BackfillTable {

	private static final String INSERT = """
			insert into backfill (route, filter, every_event, per_second, status, position, until_seq, events, looked_at,
			                      filed, undecided, started_by, created_at, updated_at)
			values (?, ?, ?, ?, 'running', ?, ?, ?, 0, 0, 0, ?, ?, ?) on conflict do nothing returning id""";

	private static final String ADVANCE = """
			update backfill set position = ?, looked_at = looked_at + ?, filed = filed + ?, undecided = undecided + ?,
			       waits_for = null, status = case when ? >= until_seq then 'done' else status end, updated_at = ?
			where id = ? and status = 'running' and position = ?""";

	private final Store store;

	private final JdbcTemplate jdbc;

	private final ObjectMapper json;

	BackfillTable(Store store, JdbcTemplate jdbc, ObjectMapper json) {
		this.store = store;
		this.jdbc = jdbc;
		this.json = json;
	}

	/** Adds one, and returns its number; empty if another of its route is under way. */
	Optional<Long> insert(Wanted wanted, Stretch all, long events, @Nullable String by, Instant now)
			throws SQLException {
		String filter = text(wanted.filter());
		return this.store.write((connection) -> Store.client(connection)
			.sql(INSERT)
			.param(wanted.route())
			.param(filter)
			.param(wanted.every())
			.param(wanted.perSecond())
			.param(all.after())
			.param(all.until())
			.param(events)
			.param(by)
			.param(this.store.time(now))
			.param(this.store.time(now))
			.query(Long.class)
			.optional());
	}

	/**
	 * Its progress.
	 *
	 * @param reached the last event that was read
	 * @param lookedAt how many were read since the last step
	 * @param filed how many of these were filed
	 * @param undecided how many of these the switchboard failed for
	 */
	record Step(long reached, long lookedAt, long filed, long undecided) {
	}

	/**
	 * Stores the progress; false if another node has gone on with it, or it was paused.
	 */
	boolean advance(Connection connection, Backfill backfill, Step step, Instant now) {
		return Store.client(connection)
			.sql(ADVANCE)
			.param(step.reached())
			.param(step.lookedAt())
			.param(step.filed())
			.param(step.undecided())
			.param(step.reached())
			.param(this.store.time(now))
			.param(backfill.id())
			.param(backfill.left().after())
			.update() == 1;
	}

	/** Stores what it waits for. */
	void waits(long id, String reason) throws SQLException {
		this.store.write((connection) -> Store.client(connection)
			.sql("update backfill set waits_for = ? where id = ? and status = 'running'")
			.param(reason)
			.param(id)
			.update());
	}

	/** Changes its state; false if it is in another state than these. */
	boolean change(long id, Set<State> from, State to, Instant now) throws SQLException {
		String words = from.stream().map((each) -> "'" + each.word() + "'").collect(Collectors.joining(", "));
		return this.store.write((connection) -> Store.client(connection)
			.sql("update backfill set status = ?, waits_for = null, updated_at = ? where id = ? and status in (" + words
					+ ")")
			.param(to.word())
			.param(this.store.time(now))
			.param(id)
			.update()) == 1;
	}

	Optional<Backfill> find(long id) {
		return this.jdbc.query("select * from backfill where id = ?", this::read, id).stream().findFirst();
	}

	/** The newest first. */
	List<Backfill> newest(int limit) {
		return this.jdbc.query("select * from backfill order by id desc limit " + limit, this::read);
	}

	/** Those that run. */
	List<Backfill> running() {
		return this.jdbc.query("select * from backfill where status = 'running' order by id", this::read);
	}

	private Backfill read(ResultSet row, int number) throws SQLException {
		Wanted wanted = new Wanted(row.getString("route"), filter(row.getString("filter")),
				row.getBoolean("every_event"), row.getInt("per_second"));
		return new Backfill(row.getLong("id"), wanted, State.of(row.getString("status")),
				new Stretch(row.getLong("position"), row.getLong("until_seq")), row.getLong("events"),
				row.getLong("looked_at"), row.getLong("filed"), row.getLong("undecided"), row.getString("waits_for"),
				row.getString("started_by"), Objects.requireNonNull(this.store.time(row, "created_at")),
				Objects.requireNonNull(this.store.time(row, "updated_at")));
	}

	private String text(EventFilter filter) {
		try {
			return this.json.writeValueAsString(filter);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private EventFilter filter(String text) {
		try {
			return this.json.readValue(text, EventFilter.class);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("the filter of a backfill cannot be read", ex);
		}
	}

}
