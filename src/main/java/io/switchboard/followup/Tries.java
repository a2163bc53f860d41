package io.switchboard.followup;

import java.sql.Connection;
import java.time.Instant;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** The missed calls that belong to a follow-up. No method reads them all. */
@Component
class Tries {

	/** How far back a name is looked for. */
	private static final String NAME = """
			select name from (
			  select name, at, root_call_id from follow_up_call where follow_up_id = ?
			  order by at desc, root_call_id desc limit 50) latest
			where name is not null order by at desc, root_call_id desc limit 1""";

	private final Store store;

	private final CallKeeping calls;

	Tries(Store store, CallKeeping calls) {
		this.store = store;
		this.calls = calls;
	}

	/**
	 * The first and the last try.
	 *
	 * @param first the earliest
	 * @param last the latest
	 * @param name what the caller is called, by the latest of them with a name; or null
	 */
	record Span(HeardCall first, HeardCall last, @Nullable String name) {
	}

	/** Of a follow-up with at least one try. */
	Span span(Connection connection, long followUpId) {
		HeardCall last = one(connection, followUpId, "desc");
		String name = last.name();
		if (name == null) {
			name = Store.client(connection)
				.sql(NAME)
				.param(followUpId)
				.query(String.class)
				.list()
				.stream()
				.findFirst()
				.orElse(null);
		}
		return new Span(one(connection, followUpId, "asc"), last, name);
	}

	private HeardCall one(Connection connection, long followUpId, String order) {
		return Store.client(connection)
			.sql("select * from follow_up_call where follow_up_id = ? order by at %s, root_call_id %s limit 1"
				.formatted(order, order))
			.param(followUpId)
			.query((row, index) -> this.calls.read(row))
			.single();
	}

	/** Makes a call a try of a follow-up. */
	void belongs(Connection connection, long rootCallId, long followUpId) {
		Store.client(connection)
			.sql("update follow_up_call set follow_up_id = ? where root_call_id = ?")
			.params(followUpId, rootCallId)
			.update();
	}

	/**
	 * Moves tries from one follow-up to another.
	 * @param last only those until this time, or null for all
	 * @return how many
	 */
	int move(Connection connection, long from, long to, @Nullable Instant last) {
		String all = "update follow_up_call set follow_up_id = ? where follow_up_id = ?";
		return (last == null) ? Store.client(connection).sql(all).params(to, from).update()
				: Store.client(connection).sql(all + " and at <= ?").params(to, from, this.store.time(last)).update();
	}

}
