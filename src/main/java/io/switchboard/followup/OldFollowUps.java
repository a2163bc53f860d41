package io.switchboard.followup;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes old closed follow-ups and their calls, a few at a time. */
@Component
class OldFollowUps {

	private static final int STEP = 200;

	/** How many calls and notes of one follow-up a step deletes. */
	private static final int ROWS = 2_000;

	/** No event of a call comes later than this. */
	private static final Duration LATE = Duration.ofDays(3);

	private static final String OVER = """
			select id from follow_up where state = 'closed' and closed_at < ? and last_try_at < ?
			order by closed_at limit\s""" + STEP;

	/** An answered call is deleted if no stored follow-up ended by it. */
	private static final String CALLS = """
			select root_call_id, at, case when exists (
			  select 1 from follow_up_call m where m.number = c.number and m.kind = 'missed' and m.at <= c.at)
			  then 1 else 0 end as stays
			from follow_up_call c where kind in ('answered', 'other') and at < ? and (at, root_call_id) > (?, ?)
			order by at, root_call_id limit %d""".formatted(STEP);

	private static final String WITHHELD = """
			delete from follow_up_call where root_call_id in (
			  select root_call_id from follow_up_call where kind = 'withheld' and at < ? order by at limit %d)"""
		.formatted(STEP);

	private final Store store;

	private final FollowUpSettings settings;

	/** Answered calls that must stay are read once in each walk. */
	private Answer position = Answer.FIRST;

	OldFollowUps(Store store, FollowUpSettings settings) {
		this.store = store;
		this.settings = settings;
	}

	/** An answered call as the walk sees it. */
	private record Answer(long call, Instant at, boolean stays) {

		static final Answer FIRST = new Answer(0, Instant.EPOCH, true);

	}

	/**
	 * Deletes some.
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
			boolean answers = answers(client, late);
			int withheld = client.sql(WITHHELD).param(old).update();
			return ids.size() == STEP || answers || withheld == STEP;
		});
	}

	private boolean answers(JdbcClient client, @Nullable Object late) {
		List<Answer> answers = client.sql(CALLS)
			.params(late, this.store.time(this.position.at()), this.position.call())
			.query((row, number) -> new Answer(row.getLong("root_call_id"),
					Objects.requireNonNull(this.store.time(row, "at")), row.getInt("stays") == 1))
			.list();
		client.sql("delete from follow_up_call where " + this.store.isIn("root_call_id"))
			.param(this.store.numbers(answers.stream().filter((answer) -> !answer.stays()).map(Answer::call).toList()))
			.update();
		boolean more = answers.size() == STEP;
		this.position = more ? answers.get(STEP - 1) : Answer.FIRST;
		return more;
	}

}
