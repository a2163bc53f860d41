package io.switchboard.followup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The answered calls of a number. Each has its reach: the latest end among its own talk
 * and all talks that began before. So one lookup in an index finds the talk that ended a
 * try, however many there are.
 */
@Component
class AnsweredCalls {

	private static final int PAGE = 10;

	/** The reach grows with the time, so its order is the order of time. */
	private static final String ENDING = """
			select * from follow_up_call where number = ? and kind = 'answered' and coalesce(reach, due_at) >= ?
			order by coalesce(reach, due_at), at, root_call_id limit 1""";

	private static final String BEFORE = """
			select coalesce(reach, due_at) as reach from follow_up_call
			where number = ? and kind = 'answered' and (at, root_call_id) < (?, ?)
			order by at desc, root_call_id desc limit 1""";

	private static final String NEXT = """
			select root_call_id, at, due_at, reach from follow_up_call
			where number = ? and kind = 'answered' and (at, root_call_id) >= (?, ?)
			order by at, root_call_id limit\s""" + PAGE;

	private final Store store;

	private final CallKeeping calls;

	AnsweredCalls(Store store, CallKeeping calls) {
		this.store = store;
		this.calls = calls;
	}

	/**
	 * Answered calls that may end other tries than before.
	 *
	 * @param calls the answered calls
	 * @param open whether waiting callers may be affected too
	 */
	record Changed(Set<Long> calls, boolean open) {
	}

	/** The columns of an answered call. */
	private record Talk(long id, Instant at, Instant end, @Nullable Instant reach) {
	}

	/** The first talk that went on at a time, or began later. */
	Optional<HeardCall> ending(Connection connection, String number, Instant from) {
		return Store.client(connection)
			.sql(ENDING)
			.param(number)
			.param(this.store.time(from))
			.query((row, index) -> this.calls.read(row))
			.optional();
	}

	/**
	 * Works out the reach of the answered calls from one on that was added, removed or
	 * changed.
	 * @return those whose reach changed, and the next
	 */
	Changed spread(Connection connection, HeardCall call, String number) {
		Instant reach = Store.client(connection)
			.sql(BEFORE)
			.params(number, this.store.time(call.at()), call.rootCallId())
			.query((row, index) -> time(row, "reach"))
			.optional()
			.orElse(Instant.MIN);
		Set<Long> changed = new HashSet<>(Set.of(call.rootCallId()));
		Instant at = call.at();
		long id = call.rootCallId();
		while (true) {
			List<Talk> page = Store.client(connection)
				.sql(NEXT)
				.params(number, this.store.time(at), id)
				.query((row, index) -> new Talk(row.getLong("root_call_id"), time(row, "at"), time(row, "due_at"),
						this.store.time(row, "reach")))
				.list();
			for (Talk talk : page) {
				changed.add(talk.id());
				reach = talk.end().isAfter(reach) ? talk.end() : reach;
				if (reach.equals(talk.reach())) {
					return new Changed(changed, false);
				}
				reaches(connection, talk.id(), reach);
				at = talk.at();
				id = talk.id() + 1;
			}
			if (page.size() < PAGE) {
				return new Changed(changed, true);
			}
		}
	}

	private void reaches(Connection connection, long call, Instant reach) {
		Store.client(connection)
			.sql("update follow_up_call set reach = ? where root_call_id = ?")
			.params(this.store.time(reach), call)
			.update();
	}

	private Instant time(ResultSet row, String column) throws SQLException {
		return Objects.requireNonNull(this.store.time(row, column));
	}

}
