package io.switchboard.calls;

import io.switchboard.voipstudio.CallOutcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

	private static final List<String> COLUMNS = List.of("root_call_id", "first_seen_at", "last_seen_at", "start_time",
			"answered_at", "end_time", "direction", "src", "src_name", "dst", "dst_name", "answered_by", "queue",
			"context_kind", "state", "outcome", "wait_seconds", "talk_seconds", "legs", "events", "has_recording",
			"reconciled", "names", "last_seq");

	/** A name from a contact stays, even if the contact is deleted. */
	private static final Set<String> KEPT = Set.of("src_name", "dst_name");

	/** With the name of a contact they are longer. */
	private static final String NAMES = "names = case when length(excluded.names) < length(call.names) then call.names else excluded.names end";

	/**
	 * These columns stay until a new event of the call, because others change them too.
	 */
	private static final List<String> DUE = List.of("settle_at", "ask_at", "asked_at");

	/** A result that another node worked out from fewer events changes nothing. */
	private static final String UPSERT = """
			insert into call (%s) values (%s) on conflict (root_call_id) do update set %s
			where excluded.last_seq > call.last_seq
			  or (excluded.last_seq = call.last_seq and excluded.events >= call.events)""".formatted(
			columns().collect(Collectors.joining(", ")), columns().map((each) -> "?").collect(Collectors.joining(", ")),
			columns().skip(1).map(CallTable::set).collect(Collectors.joining(", ")));

	private static Stream<String> columns() {
		return Stream.concat(COLUMNS.stream(), DUE.stream());
	}

	private static String set(String column) {
		return DUE.contains(column) ? """
				%1$s = case when excluded.last_seq > call.last_seq or excluded.events > call.events
				  then excluded.%1$s else call.%1$s end""".formatted(column)
				: column.equals("names") ? NAMES
						: KEPT.contains(column) ? "%1$s = coalesce(excluded.%1$s, call.%1$s)".formatted(column)
								: column + " = excluded." + column;
	}

	private static final String UPSERT_LEG = """
			insert into call_leg (call_id, root_call_id) values (?, ?)
			on conflict (call_id) do update set root_call_id = excluded.root_call_id
			where call_leg.root_call_id <> excluded.root_call_id""";

	private final Store store;

	private final JdbcTemplate jdbc;

	CallTable(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
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

	/** In ascending order of call, so that two nodes cannot lock each other out. */
	void write(Connection connection, List<Row> rows) throws SQLException {
		Set<Long> legs = new HashSet<>();
		try (PreparedStatement upsert = this.store.keptByServer(connection, UPSERT);
				PreparedStatement leg = this.store.keptByServer(connection, UPSERT_LEG)) {
			for (Row row : rows) {
				bind(upsert, values(row));
				upsert.addBatch();
				for (long each : row.legs().stream().sorted().toList()) {
					bind(leg, each, row.call().rootCallId());
					leg.addBatch();
					legs.add(each);
				}
			}
			upsert.executeBatch();
			leg.executeBatch();
		}
		rows.forEach((row) -> legs.remove(row.call().rootCallId()));
		if (!legs.isEmpty()) {
			try (PreparedStatement delete = connection
				.prepareStatement("delete from call where " + this.store.isIn("root_call_id"))) {
				bind(delete, this.store.numbers(legs));
				delete.executeUpdate();
			}
		}
	}

	private @Nullable Object[] values(Row row) {
		Call call = row.call();
		return new @Nullable Object[] { call.rootCallId(), this.store.time(call.firstSeenAt()),
				this.store.time(call.lastSeenAt()), this.store.time(call.startTime()),
				this.store.time(call.answeredAt()), this.store.time(call.endTime()), call.direction(), call.src(),
				call.srcName(), call.dst(), call.dstName(), call.answeredBy(), call.queue(), call.contextKind(),
				call.state().toString(), Objects.toString(call.outcome(), null), call.waitSeconds(), call.talkSeconds(),
				call.legs(), call.events(), call.hasRecording(), call.reconciled(), CallText.names(call), row.lastSeq(),
				this.store.time(row.due().settleAt()), this.store.time(row.due().askAt()), null };
	}

	private static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
		for (int i = 0; i < values.length; i++) {
			statement.setObject(i + 1, values[i]);
		}
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
