package io.switchboard.followup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import io.switchboard.followup.HeardCall.Kind;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The table {@code follow_up_call}: the meaning of each settled call, by its last
 * correction.
 */
@Component
class CallKeeping {

	private static final String PUT = """
			insert into follow_up_call (root_call_id, settled_number, kind, number, team, at, due_at, follow_up_id,
			  direction, name, answered_by, dst, dst_name, context, queue)
			values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			on conflict (root_call_id) do update set settled_number = excluded.settled_number, kind = excluded.kind,
			  number = excluded.number, team = excluded.team, at = excluded.at, due_at = excluded.due_at,
			  follow_up_id = excluded.follow_up_id, direction = excluded.direction, name = excluded.name,
			  answered_by = excluded.answered_by, dst = excluded.dst, dst_name = excluded.dst_name,
			  context = excluded.context, queue = excluded.queue, reach = null""";

	private final Store store;

	CallKeeping(Store store) {
		this.store = store;
	}

	Optional<HeardCall> find(Connection connection, long rootCallId) {
		return Store.client(connection)
			.sql("select * from follow_up_call where root_call_id = ?")
			.param(rootCallId)
			.query((row, index) -> read(row))
			.optional();
	}

	/** Its reach is not known before {@link AnsweredCalls#spread}. */
	void put(Connection connection, HeardCall call) {
		@Nullable Object[] values = { call.rootCallId(), call.settledNumber(), call.kind().word(), call.number(), call.team(),
				this.store.time(call.at()), this.store.time(call.dueAt()), call.followUpId(), call.direction(),
				call.name(), call.answeredBy(), call.dst(), call.dstName(), call.context(), call.queue() };
		Store.client(connection).sql(PUT).params(values).update();
	}

	HeardCall read(ResultSet row) throws SQLException {
		long id = row.getLong("follow_up_id");
		Long followUpId = row.wasNull() ? null : id;
		return new HeardCall(row.getLong("root_call_id"), row.getInt("settled_number"), Kind.of(row.getString("kind")),
				row.getString("number"), row.getString("team"), time(row, "at"), time(row, "due_at"), followUpId,
				row.getString("direction"), row.getString("name"), row.getString("answered_by"), row.getString("dst"),
				row.getString("dst_name"), row.getString("context"), row.getString("queue"));
	}

	private Instant time(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(this.store.time(row, column));
	}

}
