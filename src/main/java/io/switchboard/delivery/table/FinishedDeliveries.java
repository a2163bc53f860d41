package io.switchboard.delivery.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.inbox.EventDependents;
import io.switchboard.store.Store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes the deliveries, attempts and answers of old events. */
@Component
class FinishedDeliveries implements EventDependents {

	private static final String DONE = """
			select event_seq, min(case when status in ('delivered', 'discarded') and not %s then 1 else 0 end) as done
			from delivery where %%s group by event_seq""".formatted(GatherChanges.isHeld("delivery"));

	private static final String LOCK = """
			select id from delivery where event_seq = any(?) for update skip locked""";

	/**
	 * Nothing of an event is deleted if one of its deliveries is under way or locked by
	 * another transaction.
	 */
	private static final String DELETE = """
			delete from delivery where %%s and status in ('delivered', 'discarded')
			and not exists (select 1 from delivery other where other.event_seq = delivery.event_seq
			                and (other.status not in ('delivered', 'discarded') or %s %%s))
			returning id, event_seq""".formatted(GatherChanges.isHeld("other"));

	private final Store store;

	private final JdbcTemplate jdbc;

	private final AnswerTable answers;

	private final SentTable sent;

	private final Deletion deletion;

	FinishedDeliveries(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
		this.answers = new AnswerTable(store);
		this.sent = new SentTable(store);
		this.deletion = store.dialect().<Deletion>choose(this::deleteAll, this::deleteUnlocked);
	}

	/**
	 * Deletes deliveries. Returns the events of the deleted ones, by their numbers.
	 */
	@FunctionalInterface
	private interface Deletion {

		Map<Long, Long> delete(JdbcClient client, Collection<Long> seqs);

	}

	@Override
	public Map<Long, Boolean> done(Collection<Long> seqs) {
		Map<Long, Boolean> done = new HashMap<>();
		this.jdbc.query(DONE.formatted(this.store.isIn("event_seq")), (row) -> {
			done.put(row.getLong("event_seq"), row.getInt("done") == 1);
		}, this.store.numbers(seqs));
		return done;
	}

	@Override
	public Deleted delete(Connection connection, Collection<Long> seqs) throws SQLException {
		JdbcClient client = Store.client(connection);
		Map<Long, Long> deliveries = this.deletion.delete(client, seqs);
		this.answers.delete(connection, deliveries.keySet());
		this.sent.delete(connection, deliveries.keySet());
		GatherChanges.delete(client, this.store.isIn("delivery_id"), this.store.numbers(deliveries.keySet()));
		long attempts = client.sql("delete from attempt where " + this.store.isIn("delivery_id"))
			.param(this.store.numbers(deliveries.keySet()))
			.update();
		return new Deleted(Set.copyOf(deliveries.values()), deliveries.size(), attempts);
	}

	private Map<Long, Long> deleteAll(JdbcClient client, Collection<Long> seqs) {
		return deleted(client.sql(DELETE.formatted(this.store.isIn("event_seq"), "")).param(this.store.numbers(seqs)));
	}

	private Map<Long, Long> deleteUnlocked(JdbcClient client, Collection<Long> seqs) {
		// rows that are being redelivered are locked and skipped, so that nobody waits
		List<Long> locked = client.sql(LOCK).param(this.store.numbers(seqs)).query(Long.class).list();
		return deleted(client.sql(DELETE.formatted("id = any(?)", "or not other.id = any(?)"))
			.param(this.store.numbers(locked))
			.param(this.store.numbers(locked)));
	}

	private static Map<Long, Long> deleted(JdbcClient.StatementSpec statement) {
		Map<Long, Long> deliveries = new HashMap<>();
		statement.query((row) -> {
			deliveries.put(row.getLong("id"), row.getLong("event_seq"));
		});
		return deliveries;
	}

	@Override
	public Set<Long> kept(Connection connection, Collection<Long> seqs) {
		return new HashSet<>(Store.client(connection)
			.sql("select distinct event_seq from delivery where " + this.store.isIn("event_seq"))
			.param(this.store.numbers(seqs))
			.query(Long.class)
			.list());
	}

}
