package io.switchboard.calls;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.switchboard.calls.CallTable.Row;
import io.switchboard.store.Columns;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of {@code call} and {@code call_leg}. On PostgreSQL all calls of a
 * batch are written by one statement, because one for each call costs more time.
 */
final class CallRows {

	private enum Kind {

		TEXT, NUMBER, COUNT, TIME, FLAG

	}

	private record Column(String name, Kind kind, Function<Row, @Nullable Object> value) {
	}

	private static final List<Column> COLUMNS = List.of(
			new Column("root_call_id", Kind.NUMBER, (row) -> row.call().rootCallId()),
			new Column("first_seen_at", Kind.TIME, (row) -> row.call().firstSeenAt()),
			new Column("last_seen_at", Kind.TIME, (row) -> row.call().lastSeenAt()),
			new Column("start_time", Kind.TIME, (row) -> row.call().startTime()),
			new Column("answered_at", Kind.TIME, (row) -> row.call().answeredAt()),
			new Column("end_time", Kind.TIME, (row) -> row.call().endTime()),
			new Column("direction", Kind.TEXT, (row) -> row.call().direction()),
			new Column("src", Kind.TEXT, (row) -> row.call().src()),
			new Column("src_name", Kind.TEXT, (row) -> row.call().srcName()),
			new Column("dst", Kind.TEXT, (row) -> row.call().dst()),
			new Column("dst_name", Kind.TEXT, (row) -> row.call().dstName()),
			new Column("answered_by", Kind.TEXT, (row) -> row.call().answeredBy()),
			new Column("queue", Kind.TEXT, (row) -> row.call().queue()),
			new Column("context_kind", Kind.TEXT, (row) -> row.call().contextKind()),
			new Column("state", Kind.TEXT, (row) -> row.call().state().toString()),
			new Column("outcome", Kind.TEXT, (row) -> Objects.toString(row.call().outcome(), null)),
			new Column("wait_seconds", Kind.NUMBER, (row) -> row.call().waitSeconds()),
			new Column("talk_seconds", Kind.NUMBER, (row) -> row.call().talkSeconds()),
			new Column("legs", Kind.COUNT, (row) -> row.call().legs()),
			new Column("events", Kind.COUNT, (row) -> row.call().events()),
			new Column("has_recording", Kind.FLAG, (row) -> row.call().hasRecording()),
			new Column("reconciled", Kind.FLAG, (row) -> row.call().reconciled()),
			new Column("names", Kind.TEXT, (row) -> CallText.names(row.call())),
			new Column("last_seq", Kind.NUMBER, Row::lastSeq),
			new Column("settle_at", Kind.TIME, (row) -> row.due().settleAt()),
			new Column("ask_at", Kind.TIME, (row) -> row.due().askAt()),
			new Column("asked_at", Kind.TIME, (row) -> null));

	/** A name from a contact stays, even if the contact is deleted. */
	private static final Set<String> KEPT = Set.of("src_name", "dst_name");

	/**
	 * These columns stay until a new event of the call, because others change them too.
	 */
	private static final Set<String> DUE = Set.of("settle_at", "ask_at", "asked_at");

	/**
	 * A result that another node worked out from fewer events changes nothing. A row that
	 * says the same already is not written again.
	 */
	private static final String ON_CONFLICT = """
			on conflict (root_call_id) do update set %s
			where excluded.last_seq > call.last_seq
			  or (excluded.last_seq = call.last_seq and (excluded.events > call.events
			    or (excluded.events = call.events and (%s) is distinct from (%s))))""".formatted(
			changing().map((name) -> name + " = " + value(name)).collect(Collectors.joining(", ")),
			known().map((name) -> "call." + name).collect(Collectors.joining(", ")),
			known().map(CallRows::value).collect(Collectors.joining(", ")));

	private static final String SQLITE_UPSERT = "insert into call (%s) values (%s) %s".formatted(names(), places(),
			ON_CONFLICT);

	private static final String POSTGRESQL_UPSERT = """
			insert into call (%1$s) select %1$s from unnest(%2$s) as new(%1$s) order by root_call_id %3$s"""
		.formatted(names(), places(), ON_CONFLICT);

	private static final String UPSERT_LEG = """
			insert into call_leg (call_id, root_call_id) values (?, ?)
			on conflict (call_id) do update set root_call_id = excluded.root_call_id
			where call_leg.root_call_id <> excluded.root_call_id""";

	private final Store store;

	private final Upsert upsert;

	CallRows(Store store) {
		this.store = store;
		this.upsert = store.dialect().<Upsert>choose(this::upsertEach, this::upsertAll);
	}

	private static String names() {
		return COLUMNS.stream().map(Column::name).collect(Collectors.joining(", "));
	}

	private static String places() {
		return COLUMNS.stream().map((each) -> "?").collect(Collectors.joining(", "));
	}

	private static Stream<String> changing() {
		return COLUMNS.stream().skip(1).map(Column::name);
	}

	/** The columns that follow from the events alone. */
	private static Stream<String> known() {
		return changing().filter((name) -> !DUE.contains(name));
	}

	private static String value(String column) {
		if (DUE.contains(column)) {
			return """
					case when excluded.last_seq > call.last_seq or excluded.events > call.events
					  then excluded.%1$s else call.%1$s end""".formatted(column);
		}
		if (column.equals("names")) {
			// with the name of a contact they are longer
			return "case when length(excluded.names) < length(call.names) then call.names else excluded.names end";
		}
		return KEPT.contains(column) ? "coalesce(excluded.%1$s, call.%1$s)".formatted(column) : "excluded." + column;
	}

	/** Writes calls. Returns how many rows were new or changed. */
	@FunctionalInterface
	private interface Upsert {

		int write(Connection connection, List<Row> rows) throws SQLException;

	}

	int write(Connection connection, List<Row> rows) throws SQLException {
		int written = this.upsert.write(connection, rows);
		SortedMap<Long, Long> legs = new TreeMap<>();
		rows.forEach((row) -> row.legs().forEach((leg) -> legs.put(leg, row.call().rootCallId())));
		if (!legs.isEmpty()) {
			writeLegs(connection, legs);
			// a leg of another call is not a call
			rows.forEach((row) -> legs.remove(row.call().rootCallId()));
			deleteCalls(connection, legs.keySet());
		}
		return written;
	}

	private int upsertEach(Connection connection, List<Row> rows) throws SQLException {
		try (PreparedStatement upsert = connection.prepareStatement(SQLITE_UPSERT)) {
			for (Row row : rows) {
				for (int i = 0; i < COLUMNS.size(); i++) {
					Object value = COLUMNS.get(i).value().apply(row);
					upsert.setObject(i + 1, (value instanceof Instant time) ? this.store.time(time) : value);
				}
				upsert.addBatch();
			}
			return IntStream.of(upsert.executeBatch()).sum();
		}
	}

	private int upsertAll(Connection connection, List<Row> rows) throws SQLException {
		try (PreparedStatement upsert = this.store.keptByServer(connection, POSTGRESQL_UPSERT)) {
			Columns<Row> columns = new Columns<>(upsert, 1, rows);
			for (Column column : COLUMNS) {
				bind(columns, column.kind(), column.value());
			}
			return upsert.executeUpdate();
		}
	}

	private static void bind(Columns<Row> columns, Kind kind, Function<Row, @Nullable Object> value)
			throws SQLException {
		switch (kind) {
			case TEXT -> columns.texts((row) -> (String) value.apply(row));
			case NUMBER -> columns.bigints((row) -> (Long) value.apply(row));
			case COUNT -> columns.integers((row) -> (Integer) value.apply(row));
			case TIME -> columns.times((row) -> (Instant) value.apply(row));
			case FLAG -> columns.booleans((row) -> (Boolean) value.apply(row));
		}
	}

	private void writeLegs(Connection connection, SortedMap<Long, Long> legs) throws SQLException {
		try (PreparedStatement upsert = this.store.keptByServer(connection, UPSERT_LEG)) {
			for (Map.Entry<Long, Long> leg : legs.entrySet()) {
				upsert.setLong(1, leg.getKey());
				upsert.setLong(2, leg.getValue());
				upsert.addBatch();
			}
			upsert.executeBatch();
		}
	}

	private void deleteCalls(Connection connection, Set<Long> ids) throws SQLException {
		if (ids.isEmpty()) {
			return;
		}
		try (PreparedStatement delete = connection
			.prepareStatement("delete from call where " + this.store.isIn("root_call_id"))) {
			delete.setObject(1, this.store.numbers(ids));
			delete.executeUpdate();
		}
	}

}
