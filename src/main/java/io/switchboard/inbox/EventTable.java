package io.switchboard.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.switchboard.store.Columns;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.ContextKind;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The table {@code event}. It is written in batches, with one statement for each batch
 * where the database can do that.
 */
@Component
public class EventTable {

	private static final String COLUMNS = "id, event_name, context, context_kind, call_id, root_call_id, event_time, received_at, status, reason, body, src_number, dst_number, content_key, trace";

	private static final String SQLITE_INSERT = "insert into event (" + COLUMNS
			+ ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning seq";

	/**
	 * Events get their numbers as they come, but are stored in an order that is the same
	 * on every node. Otherwise two batches with the same content under different ids
	 * could lock each other out.
	 */
	private static final String POSTGRESQL_INSERT = """
			with admitted as materialized (%%s),
			arrived as materialized (
			  select nextval('event_seq_seq') as seq, new.*
			  from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) with ordinality as new(%1$s, position)
			  where exists (select 1 from admitted)),
			stored as (
			  insert into event (seq, %1$s) overriding system value
			  select seq, %1$s from arrived order by coalesce(content_key, id) collate "C", seq
			  on conflict do nothing returning seq),
			filed as (%%s)
			select arrived.position, arrived.seq, filed.* from arrived join stored on stored.seq = arrived.seq
			left join filed on filed.event_seq = arrived.seq""".formatted(COLUMNS);

	/**
	 * The join of an event to a row of another table that names it. The columns of
	 * {@code e} are those that {@link #read} reads.
	 */
	public static final String OF_ROW = "join event e on e.seq = d.event_seq";

	/** A condition that is true for a row {@code call} without any stored event. */
	public static final String NONE_OF_CALL = "not exists (select 1 from event where event.root_call_id = call.root_call_id)";

	private final Store store;

	private final Insertion insertion;

	private final Map<EventListener.Sql, String> statements = new ConcurrentHashMap<>();

	EventTable(Store store) {
		this.store = store;
		this.insertion = store.dialect().<Insertion>choose(this::insertRows, this::insertArrays);
	}

	/**
	 * Stores the new events. An event is new if neither its id nor its content key is
	 * there. Its deliveries are filed with it.
	 * @param connection the transaction; none is needed on PostgreSQL, where this is one
	 * statement
	 * @param events in ascending order of id, so that two writers cannot lock each other
	 * out
	 * @param filing files for each event that is stored
	 * @return the seq of each event, in the same order; null where it is there already
	 */
	@Nullable Long[] insert(Connection connection, List<NewEvent> events, EventListener.Filing filing) throws SQLException {
		filing.begin();
		@Nullable Long[] seqs = this.insertion.insert(connection, events, filing);
		if (Stream.of(seqs).allMatch(Objects::isNull)) {
			filing.storedNothing(connection);
		}
		return seqs;
	}

	/** The seq of each event, in the same order; null where it is there already. */
	@FunctionalInterface
	private interface Insertion {

		@Nullable Long[] insert(Connection connection, List<NewEvent> events, EventListener.Filing filing) throws SQLException;

	}

	private @Nullable Long[] insertRows(Connection connection, List<NewEvent> events, EventListener.Filing filing)
			throws SQLException {
		@Nullable Long[] seqs = new Long[events.size()];
		SortedMap<Integer, Event> stored = new TreeMap<>();
		try (PreparedStatement insert = connection.prepareStatement(SQLITE_INSERT)) {
			for (int i = 0; i < seqs.length; i++) {
				NewEvent arrived = events.get(i);
				Event event = arrived.event();
				insert.setString(1, event.id());
				insert.setString(2, event.eventName());
				insert.setString(3, event.context());
				insert.setString(4, event.contextKind().toString());
				insert.setObject(5, event.callId(), Types.BIGINT);
				insert.setObject(6, event.rootCallId(), Types.BIGINT);
				insert.setString(7, event.eventTime());
				insert.setObject(8, this.store.time(event.receivedAt()));
				insert.setString(9, event.status().toString());
				insert.setString(10, event.reason());
				insert.setBytes(11, event.body());
				insert.setString(12, arrived.srcNumber());
				insert.setString(13, arrived.dstNumber());
				insert.setString(14, arrived.contentKey());
				insert.setString(15, event.trace());
				try (ResultSet row = insert.executeQuery()) {
					seqs[i] = row.next() ? row.getLong(1) : null;
				}
				Long seq = seqs[i];
				if (seq != null) {
					stored.put(i, event.stored(seq));
				}
			}
		}
		if (!stored.isEmpty()) {
			filing.insert(connection, stored);
		}
		return seqs;
	}

	private @Nullable Long[] insertArrays(Connection connection, List<NewEvent> arrived, EventListener.Filing filing)
			throws SQLException {
		@Nullable Long[] seqs = new Long[arrived.size()];
		EventListener.Sql sql = filing.sql();
		try (PreparedStatement insert = this.store.keptByServer(connection,
				this.statements.computeIfAbsent(sql, EventTable::statement))) {
			int first = filing.bindAdmits(insert, 1);
			new Columns<>(insert, first, arrived).texts((each) -> each.event().id())
				.texts((each) -> each.event().eventName())
				.texts((each) -> each.event().context())
				.texts((each) -> each.event().contextKind().toString())
				.bigints((each) -> each.event().callId())
				.bigints((each) -> each.event().rootCallId())
				.texts((each) -> each.event().eventTime())
				.times((each) -> each.event().receivedAt())
				.texts((each) -> each.event().status().toString())
				.texts((each) -> each.event().reason())
				.bytes((each) -> each.event().body())
				.texts(NewEvent::srcNumber)
				.texts(NewEvent::dstNumber)
				.texts(NewEvent::contentKey)
				.texts((each) -> each.event().trace());
			filing.bindFiles(insert, first + 15);
			try (ResultSet rows = insert.executeQuery()) {
				while (rows.next()) {
					int place = rows.getInt("position") - 1;
					long seq = rows.getLong("seq");
					seqs[place] = seq;
					if (rows.getObject("event_seq") != null) {
						filing.read(arrived.get(place).event().stored(seq), rows);
					}
				}
			}
		}
		return seqs;
	}

	private static String statement(EventListener.Sql sql) {
		return POSTGRESQL_INSERT.formatted(sql.admits(), sql.files());
	}

	/**
	 * The id of a stored event.
	 * @param connection the transaction
	 * @param seq its number
	 * @return never null
	 */
	public String id(Connection connection, long seq) {
		return Store.client(connection)
			.sql("select id from event where seq = ?")
			.param(seq)
			.query(String.class)
			.single();
	}

	/**
	 * Reads an event from a row that has all of its columns.
	 * @param row a result, on a row
	 * @return the event
	 * @throws SQLException if a column is missing
	 */
	public Event read(ResultSet row) throws SQLException {
		long callId = row.getLong("call_id");
		Long call = row.wasNull() ? null : callId;
		long rootCallId = row.getLong("root_call_id");
		Long rootCall = row.wasNull() ? null : rootCallId;
		String context = row.getString("context");
		return new Event(row.getLong("seq"), row.getString("id"), row.getString("event_name"), context,
				ContextKind.of(context), call, rootCall, row.getString("event_time"),
				Objects.requireNonNull(this.store.time(row, "received_at")), EventStatus.of(row.getString("status")),
				row.getString("reason"), row.getBytes("body"), null, row.getString("trace"));
	}

}
