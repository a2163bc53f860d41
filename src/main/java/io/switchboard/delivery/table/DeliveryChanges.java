package io.switchboard.delivery.table;

import java.sql.Connection;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventTable;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

/** Changes deliveries as an operator asks. */
public class DeliveryChanges {

	private static final String REDELIVER = """
			update delivery set next_attempt_at = ?, updated_at = ?, bulk = ?,
			       uncounted = case when status in ('pending', 'retrying') then uncounted else attempts end,
			       waits = case when status in ('pending', 'retrying') then waits else 0 end,
			       redeliveries = redeliveries + case when status in ('pending', 'retrying') then 0 else 1 end,
			       status = case when status = 'retrying' then 'retrying' else 'pending' end
			where (status <> 'pending' or attempts > 0) and replaced_by is null""";

	private static final String DISCARD = """
			update delivery set status = 'discarded', next_attempt_at = null, updated_at = ?
			where (status in ('dead', 'retrying') or (status = 'pending' and attempts > 0))""";

	/** It never runs again. The same transaction says which delivery replaces it. */
	private static final String TAKE_OUT = """
			update delivery set status = 'discarded', next_attempt_at = null, updated_at = ?, replaced_by = 0
			where id = ? and replaced_by is null and (status = 'dead' or (status = 'discarded' and updated_at < ?))
			and not exists (select 1 from gathered g where g.delivery_id = delivery.id or g.gathering = delivery.id)
			returning event_seq, route""";

	private static final String SET_ASIDE = """
			update delivery set status = 'discarded', next_attempt_at = null, last_error = ?, updated_at = ?
			where status in ('pending', 'retrying') and updated_at < ?""";

	private static final String DECIDED = """
			select d.id as delivery_id, e.* from delivery d %s
			where d.route = ? and d.status in ('delivered', 'dead') and %%s order by d.id"""
		.formatted(EventTable.OF_ROW);

	private static final String MOVED = """
			update delivery set status = 'discarded', last_error = ?, decided_by = null, updated_at = ? where id = ?""";

	private final Store store;

	private final EventTable events;

	DeliveryChanges(Store store, EventTable events) {
		this.store = store;
		this.events = events;
	}

	/**
	 * The routes of some deliveries.
	 * @param connection the transaction
	 * @param ids the deliveries' own numbers
	 * @return the ids of the routes
	 */
	public Set<String> routes(Connection connection, Collection<Long> ids) {
		return new HashSet<>(Store.client(connection)
			.sql("select distinct route from delivery where " + this.store.isIn("id"))
			.param(this.store.numbers(ids))
			.query(String.class)
			.list());
	}

	/**
	 * Has deliveries run again now. Those that are done, dead or discarded begin anew.
	 * Those that wait for their next attempt wait no longer.
	 * @param connection the transaction
	 * @param ids the deliveries' own numbers
	 * @param now when that is
	 * @param bulk the bulk operation that does it, for which live deliveries go first; or
	 * null
	 * @return the numbers of those that it was true of
	 */
	public List<Long> redeliver(Connection connection, Collection<Long> ids, Instant now, @Nullable Long bulk) {
		return change(connection, REDELIVER, ids, this.store.time(now), this.store.time(now), bulk);
	}

	/**
	 * Discards dead letters, and deliveries that wait for another attempt.
	 * @param connection the transaction
	 * @param ids the deliveries' own numbers
	 * @param now when that is
	 * @return the numbers of those that it was true of
	 */
	public List<Long> discard(Connection connection, Collection<Long> ids, Instant now) {
		return change(connection, DISCARD, ids, this.store.time(now));
	}

	private List<Long> change(Connection connection, String statement, Collection<Long> ids,
			@Nullable Object... values) {
		return Store.client(connection)
			.sql(statement + " and " + this.store.isIn("id") + " returning id")
			.params(Arrays.asList(values))
			.param(this.store.numbers(ids))
			.query(Long.class)
			.list();
	}

	/**
	 * The delivery that another one replaces.
	 *
	 * @param event the event's id
	 * @param route the route's id
	 */
	public record Replaceable(String event, String route) {
	}

	/**
	 * Takes a delivery out for good, because another replaces it. It is never run again.
	 * @param connection the transaction
	 * @param id the delivery's own number
	 * @param now when that is
	 * @param idle a delivery that was discarded since then may still run
	 * @return null if it is neither dead nor discarded, or has been taken out
	 */
	public @Nullable Replaceable takeOut(Connection connection, long id, Instant now, Instant idle) {
		record Row(long seq, String route) {
		}
		return Store.client(connection)
			.sql(TAKE_OUT)
			.param(this.store.time(now))
			.param(id)
			.param(this.store.time(idle))
			.query((row, number) -> new Row(row.getLong("event_seq"), row.getString("route")))
			.optional()
			.map((row) -> new Replaceable(this.events.id(connection, row.seq()), row.route()))
			.orElse(null);
	}

	/**
	 * Stores which delivery replaces one that was taken out.
	 * @param connection the transaction
	 * @param id the delivery's own number
	 * @param by the other's
	 */
	public void replaced(Connection connection, long id, long by) {
		Store.client(connection).sql("update delivery set replaced_by = ? where id = ?").param(by).param(id).update();
	}

	/**
	 * Discards open deliveries whose last change is older than a time.
	 * @param connection the transaction
	 * @param before that time
	 * @param reason one sentence
	 * @param now when that is
	 * @return how many
	 */
	public int setAside(Connection connection, Instant before, String reason, Instant now) {
		return Store.client(connection)
			.sql(SET_ASIDE)
			.param(reason)
			.param(this.store.time(now))
			.param(this.store.time(before))
			.update();
	}

	/**
	 * The events of some deliveries that are done or dead.
	 * @param connection the transaction
	 * @param route their route; deliveries of other routes are left out
	 * @param ids the deliveries' own numbers
	 * @return by these numbers, in ascending order
	 */
	public Map<Long, Event> done(Connection connection, String route, Collection<Long> ids) {
		Map<Long, Event> found = new LinkedHashMap<>();
		Store.client(connection)
			.sql(DECIDED.formatted(this.store.isIn("d.id")))
			.param(route)
			.param(this.store.numbers(ids))
			.query((row) -> {
				found.put(row.getLong("delivery_id"), this.events.read(row));
			});
		return found;
	}

	/**
	 * Notes that the newest switchboard has decided for the same route.
	 * @param connection the transaction
	 * @param ids the deliveries' own numbers
	 */
	public void confirmDecision(Connection connection, Collection<Long> ids) {
		Store.client(connection)
			.sql("update delivery set decided_by = null where " + this.store.isIn("id"))
			.param(this.store.numbers(ids))
			.update();
	}

	/**
	 * Discards a delivery, because the newest switchboard has decided for other routes.
	 * @param connection the transaction
	 * @param id the delivery's own number
	 * @param reason one sentence
	 * @param now when that is
	 */
	public void move(Connection connection, long id, String reason, Instant now) {
		Store.client(connection).sql(MOVED).param(reason).param(this.store.time(now)).param(id).update();
	}

}
