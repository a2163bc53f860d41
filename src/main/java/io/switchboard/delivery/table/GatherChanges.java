package io.switchboard.delivery.table;

import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import io.switchboard.store.Store;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Changes windows as an operator asks, and for the retention of events. */
public class GatherChanges {

	/**
	 * True of a row {@code %1$s} of {@code delivery} that waits with others for their
	 * hand-over.
	 */
	private static final String HELD = """
			exists (select 1 from gathered g join delivery first on first.id = g.gathering
			        where g.delivery_id = %1$s.id and first.status not in ('delivered', 'discarded'))""";

	private static final String FIRSTS = """
			select distinct coalesce(first.id, d.id) as id from delivery d
			left join gathered g on g.delivery_id = d.id left join delivery first on first.id = g.gathering
			where %s""";

	private final Store store;

	GatherChanges(Store store) {
		this.store = store;
	}

	/** Whether a row waits with others that are not handed over. */
	static String isHeld(String row) {
		return HELD.formatted(row);
	}

	/** Deletes what belongs to deleted deliveries. */
	static void delete(JdbcClient client, String condition, Object ids) {
		client.sql("delete from gathered where " + condition).param(ids).update();
		client.sql("delete from gathering where " + condition).param(ids).update();
	}

	/**
	 * The deliveries that an operator means: instead of a delivery that a window took
	 * along, the first of that window.
	 * @param connection the transaction
	 * @param ids the deliveries' own numbers
	 * @return numbers, each once
	 */
	public List<Long> firsts(Connection connection, Collection<Long> ids) {
		return Store.client(connection)
			.sql(FIRSTS.formatted(this.store.isIn("d.id")))
			.param(this.store.numbers(ids))
			.query(Long.class)
			.list();
	}

	/**
	 * Ends windows before their time.
	 * @param connection the transaction
	 * @param firsts the numbers of their first deliveries; others are left out
	 * @param now when that is
	 */
	public void end(Connection connection, Collection<Long> firsts, Instant now) {
		end(this.store, Store.client(connection), firsts, now);
	}

	static void end(Store store, JdbcClient client, Collection<Long> firsts, Instant now) {
		client.sql("update gathering set until_at = ? where until_at > ? and " + store.isIn("delivery_id"))
			.param(store.time(now))
			.param(store.time(now))
			.param(store.numbers(firsts))
			.update();
		client
			.sql("update delivery set next_attempt_at = ? where status = 'pending' and next_attempt_at > ? and "
					+ store.isIn("id"))
			.param(store.time(now))
			.param(store.time(now))
			.param(store.numbers(firsts))
			.update();
	}

	/**
	 * Takes a window apart. Its deliveries are then delivered one by one.
	 * @param connection the transaction
	 * @param first the number of the first delivery, or of another that has no window
	 * @param now when that is
	 * @return how many deliveries that are
	 */
	public int release(Connection connection, long first, Instant now) {
		JdbcClient client = Store.client(connection);
		int released = client.sql("""
				update delivery set status = 'pending', next_attempt_at = ?, updated_at = ?, uncounted = attempts
				where id in (select delivery_id from gathered where gathering = ?)""")
			.param(this.store.time(now))
			.param(this.store.time(now))
			.param(first)
			.update();
		client.sql("delete from gathered where gathering = ?").param(first).update();
		client.sql("delete from gathering where delivery_id = ?").param(first).update();
		return released;
	}

}
