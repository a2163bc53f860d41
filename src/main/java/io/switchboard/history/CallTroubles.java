package io.switchboard.history;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.switchboard.store.Store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Counts the failed deliveries of calls: those that are tried again, and dead letters.
 */
@Component
public class CallTroubles {

	/** All calls at once, with the events that name a leg alone. */
	private static final String TROUBLES = """
			with leg as (
			  select root_call_id as root, root_call_id as call_id from call where %1$s
			  union all select root_call_id, call_id from call_leg where %1$s)
			select leg.root, d.status, count(*) as number
			from leg join event e on e.root_call_id = leg.call_id join delivery d on d.event_seq = e.seq
			where d.status in ('retrying', 'dead') group by leg.root, d.status""";

	private final Store store;

	private final JdbcTemplate jdbc;

	CallTroubles(Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.jdbc = jdbc;
	}

	/**
	 * The troubles of one call.
	 *
	 * @param retrying how many deliveries failed and will be tried again
	 * @param dead how many deliveries are dead letters
	 */
	public record Troubles(long retrying, long dead) {

		/** Nothing failed. */
		public static final Troubles NONE = new Troubles(0, 0);

		private Troubles with(String status, long number) {
			return status.equals("dead") ? new Troubles(this.retrying, number) : new Troubles(number, this.dead);
		}

	}

	/**
	 * The troubles of some calls.
	 * @param roots calls, by their {@code root_call_id}; not many
	 * @return by call; a call without trouble is not there
	 */
	public Map<Long, Troubles> of(Collection<Long> roots) {
		Map<Long, Troubles> troubles = new HashMap<>();
		if (!roots.isEmpty()) {
			Object numbers = this.store.numbers(roots);
			this.jdbc.query(TROUBLES.formatted(this.store.isIn("root_call_id")), (row) -> {
				long root = row.getLong("root");
				troubles.put(root, troubles.getOrDefault(root, Troubles.NONE)
					.with(row.getString("status"), row.getLong("number")));
			}, numbers, numbers);
		}
		return troubles;
	}

}
