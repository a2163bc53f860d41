package io.switchboard.followup;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import io.switchboard.store.Store;

import org.springframework.stereotype.Component;

/** Forgets what is over for long, a few at a time. */
@Component
class OldFollowUps {

	private static final int STEP = 200;

	/** Of one that many calls and notes belong to. */
	private static final int ROWS = 2_000;

	/** No event of a call comes later than that. */
	private static final Duration LATE = Duration.ofDays(3);

	private static final String OVER = """
			select id from follow_up where state = 'closed' and closed_at < ? and last_try_at < ?
			order by closed_at limit\s""" + STEP;

	/** An answer that ended nothing which is still known. */
	private static final String CALLS = """
			delete from follow_up_call where root_call_id in (
			  select c.root_call_id from follow_up_call c where c.at < ? and c.kind in ('answered', 'other')
			  and not exists (select 1 from follow_up_call m where m.number = c.number and m.kind = 'missed' and m.at <= c.at)
			  order by c.at limit %d)"""
		.formatted(STEP);

	private static final String WITHHELD = """
			delete from follow_up_call where root_call_id in (
			  select root_call_id from follow_up_call where kind = 'withheld' and at < ? order by at limit %d)"""
		.formatted(STEP);

	private final Store store;

	private final FollowUpSettings settings;

	OldFollowUps(Store store, FollowUpSettings settings) {
		this.store = store;
		this.settings = settings;
	}

	/**
	 * Some of them.
	 * @return whether there may be more
	 */
	boolean delete(Instant now) throws SQLException {
		Object old = this.store.time(now.minus(this.settings.keep()));
		Object late = this.store.time(now.minus(LATE));
		return this.store.write((connection) -> {
			var client = Store.client(connection);
			var ids = client.sql(OVER).param(old).param(old).query(Long.class).list();
			Object numbers = this.store.numbers(ids);
			for (String[] of : new String[][] { { "follow_up_note", "id" }, { "follow_up_call", "root_call_id" } }) {
				int rows = client
					.sql("delete from %s where %s in (select %s from %s where %s limit %d)".formatted(of[0], of[1],
							of[1], of[0], this.store.isIn("follow_up_id"), ROWS))
					.param(numbers)
					.update();
				if (rows == ROWS) {
					return true;
				}
			}
			client.sql("delete from follow_up where " + this.store.isIn("id")).param(numbers).update();
			int calls = client.sql(CALLS).param(late).update();
			int withheld = client.sql(WITHHELD).param(old).update();
			return ids.size() == STEP || calls == STEP || withheld == STEP;
		});
	}

}
