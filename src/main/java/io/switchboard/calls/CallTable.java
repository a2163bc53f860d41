package io.switchboard.calls;

import io.switchboard.voipstudio.CallOutcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The tables {@code call} and {@code call_leg}. */
@Component
class CallTable {

	/** After this time without events, a call is no longer believed to be live. */
	static final Duration BELIEVED = Duration.ofHours(4);

	/** In the words of the index. */
	static final String LIVE = "state in ('ringing', 'waiting', 'connected', 'on-hold')";

	/** The platform has no legs of legs. Events that look so must not cause a circle. */
	private static final int MAX_HOPS = 3;

	private final Store store;

	private final JdbcTemplate jdbc;

	private final CallRows rows;

	CallTable(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
		this.rows = new CallRows(store);
	}

	/**
	 * A call as it is stored.
	 *
	 * @param call the call
	 * @param legs the legs other than the root one
	 * @param lastSeq the highest number of its events
	 * @param due when it is settled or asked about
	 */
	record Row(Call call, Set<Long> legs, long lastSeq, CallDue due) {
	}

	/** The calls of some ids. An id of a leg is replaced by that of its call. */
	Set<Long> roots(Collection<Long> ids) {
		Set<Long> roots = new TreeSet<>(ids);
		for (int hop = 0; hop < MAX_HOPS; hop++) {
			Map<Long, Long> legs = legs(roots);
			if (legs.isEmpty()) {
				break;
			}
			roots.removeAll(legs.keySet());
			roots.addAll(legs.values());
		}
		return roots;
	}

	private Map<Long, Long> legs(Collection<Long> ids) {
		Map<Long, Long> legs = new HashMap<>();
		this.jdbc.query("select call_id, root_call_id from call_leg where " + this.store.isIn("call_id"), (row) -> {
			legs.put(row.getLong("call_id"), row.getLong("root_call_id"));
		}, this.store.numbers(ids));
		return legs;
	}

	/**
	 * Writes calls, in ascending order of call, so that two nodes cannot lock each other
	 * out.
	 * @return how many rows were new or changed
	 */
	int write(Connection connection, List<Row> rows) throws SQLException {
		return this.rows.write(connection, rows);
	}

	/** Reads a call from a row that has all of its columns. */
	Call read(ResultSet row, Instant now) throws SQLException {
		Instant lastSeen = time(row, "last_seen_at");
		CallState state = CallState.of(row.getString("state"));
		boolean believed = !state.isLive() || !lastSeen.isBefore(now.minus(BELIEVED));
		String outcome = row.getString("outcome");
		return new Call(row.getLong("root_call_id"), time(row, "first_seen_at"), lastSeen, time(row, "start_time"),
				this.store.time(row, "answered_at"), this.store.time(row, "end_time"), row.getString("direction"),
				row.getString("src"), row.getString("src_name"), row.getString("dst"), row.getString("dst_name"),
				row.getString("answered_by"), row.getString("queue"), row.getString("context_kind"),
				believed ? state : CallState.UNKNOWN, (outcome != null) ? CallOutcome.of(outcome) : null,
				seconds(row, "wait_seconds"), seconds(row, "talk_seconds"), row.getInt("legs"), row.getInt("events"),
				row.getBoolean("has_recording"), row.getBoolean("reconciled"));
	}

	private Instant time(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(this.store.time(row, column));
	}

	private static @Nullable Long seconds(ResultSet row, String column) throws SQLException {
		long seconds = row.getLong(column);
		return row.wasNull() ? null : seconds;
	}

}
