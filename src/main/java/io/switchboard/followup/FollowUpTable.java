package io.switchboard.followup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The table {@code follow_up}: reads and writes within a transaction. */
@Component
class FollowUpTable {

	private static final String COLUMNS = "number, team, state, owner, tries, waiting_since, last_try_at, last_call_id, name, dst, dst_name, context, queue, due_at, due_number, due_filed, overdue, openings, reopened_at, snoozed_at, last_text, last_note, closed_at, closed_by, reason, reached_seconds, ended_by_call";

	private static final String PLACES = COLUMNS.replaceAll("\\w+", "?");

	private static final String INSERT = "insert into follow_up (%s) values (%s) returning id".formatted(COLUMNS,
			PLACES);

	private static final String UPDATE = "update follow_up set (%s) = (%s) where id = ?".formatted(COLUMNS, PLACES);

	private static final String DUE = """
			select * from follow_up where state <> 'closed' and not due_filed and due_at <= ? order by due_at limit ?""";

	private final Store store;

	private final JdbcTemplate jdbc;

	/** Locks the rows until the transaction ends. SQLite has only one writer anyway. */
	private final String lock;

	FollowUpTable(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
		this.lock = store.dialect().choose("", " for update");
	}

	/** Whether any is due by a time and has no {@code followup.due} yet. */
	boolean isDue(Instant now) {
		return !this.jdbc
			.queryForList("""
					select 1 from follow_up where state <> 'closed' and not due_filed and due_at <= ? limit 1""",
					Integer.class, this.store.time(now))
			.isEmpty();
	}

	/** Whether an event is in the table and not filed. */
	boolean isToBeFiled() {
		return !this.jdbc.queryForList("select 1 from follow_up_event limit 1", Integer.class).isEmpty();
	}

	/**
	 * The open ones of a number, one for each team, locked until the transaction ends.
	 */
	List<FollowUp> waiting(Connection connection, String number) {
		return Store.client(connection)
			.sql("select * from follow_up where number = ? and state <> 'closed' order by id" + this.lock)
			.param(number)
			.query((row, index) -> read(row))
			.list();
	}

	/**
	 * Those that answered calls ended, one for each call and team, locked until the
	 * transaction ends.
	 */
	List<FollowUp> endedBy(Connection connection, Collection<Long> answers) {
		return Store.client(connection)
			.sql("select * from follow_up where " + this.store.isIn("ended_by_call") + " order by id" + this.lock)
			.param(this.store.numbers(answers))
			.query((row, index) -> read(row))
			.list();
	}

	/** One follow-up, locked until the transaction ends. */
	Optional<FollowUp> held(Connection connection, long id) {
		return Store.client(connection)
			.sql("select * from follow_up where id = ?" + this.lock)
			.param(id)
			.query((row, index) -> read(row))
			.optional();
	}

	/** Those that are due by a time and have no {@code followup.due} yet. */
	List<FollowUp> due(Connection connection, Instant now, int limit) {
		return Store.client(connection)
			.sql(DUE + this.lock)
			.param(this.store.time(now))
			.param(limit)
			.query((row, index) -> read(row))
			.list();
	}

	/** Writes it; a new one gets its id. */
	FollowUp write(Connection connection, Draft draft) {
		@Nullable Object[] values = { draft.number, draft.team, draft.state.toString(), draft.owner, draft.tries,
				this.store.time(draft.waitingSince), this.store.time(draft.lastTryAt), draft.lastCallId, draft.name,
				draft.dst, draft.dstName, draft.context, draft.queue, this.store.time(draft.dueAt), draft.dueNumber,
				draft.dueFiled, draft.overdue, draft.openings, this.store.time(draft.reopenedAt),
				this.store.time(draft.snoozedAt), draft.lastText, draft.lastNote, this.store.time(draft.closedAt),
				draft.closedBy, draft.reason, draft.reachedSeconds, draft.endedByCall };
		if (draft.id == 0) {
			return draft.done(Store.client(connection).sql(INSERT).params(values).query(Long.class).single());
		}
		Store.client(connection).sql(UPDATE).params(values).param(draft.id).update();
		return draft.done(draft.id);
	}

	FollowUp read(ResultSet row) throws SQLException {
		return new FollowUp(row.getLong("id"), row.getString("number"), row.getString("team"),
				FollowUpState.of(row.getString("state")), row.getString("owner"), row.getInt("tries"),
				time(row, "waiting_since"), time(row, "last_try_at"), row.getLong("last_call_id"),
				row.getString("name"), row.getString("dst"), row.getString("dst_name"), row.getString("context"),
				row.getString("queue"), time(row, "due_at"), row.getInt("due_number"), row.getBoolean("due_filed"),
				row.getInt("overdue"), row.getInt("openings"), this.store.time(row, "reopened_at"),
				this.store.time(row, "snoozed_at"), row.getString("last_text"), row.getString("last_note"),
				this.store.time(row, "closed_at"), row.getString("closed_by"), row.getString("reason"),
				number(row, "reached_seconds"), number(row, "ended_by_call"));
	}

	private static @Nullable Long number(ResultSet row, String column) throws SQLException {
		long number = row.getLong(column);
		return row.wasNull() ? null : number;
	}

	private Instant time(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(this.store.time(row, column));
	}

}
