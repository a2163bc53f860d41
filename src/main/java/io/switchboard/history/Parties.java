package io.switchboard.history;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Finds who called or wrote to whom: from the calls of the events, else from the numbers
 * of the events.
 */
@Component
public class Parties {

	private static final String OF_EVENTS = """
			select e.seq, e.root_call_id, e.src_number, e.dst_number, c.root_call_id as known, c.src, c.src_name, c.dst, c.dst_name,
			       c.outcome, c.state
			from event e left join call c on c.root_call_id = e.root_call_id where %s""";

	private final JdbcTemplate jdbc;

	private final Store store;

	Parties(JdbcTemplate jdbc, Store store) {
		this.jdbc = jdbc;
		this.store = store;
	}

	/**
	 * Two people, or a person and a queue. Names are hostile text.
	 *
	 * @param call the call, or null for an event without one, such as a text message
	 * @param src the digits of who calls or sends, or null where withheld or missing
	 * @param srcName who that is, or null
	 * @param dst the digits of what was called, or null
	 * @param dstName what that is, or null
	 * @param became the outcome of the call, or its state; null if not known
	 */
	public record Pair(@Nullable Long call, @Nullable String src, @Nullable String srcName, @Nullable String dst,
			@Nullable String dstName, @Nullable String became) {

		/**
		 * Whether anything is known.
		 * @return false for an event that names nobody
		 */
		public boolean isKnown() {
			return this.src != null || this.srcName != null || this.dst != null || this.dstName != null;
		}

	}

	/**
	 * The parties of some events.
	 * @param seqs the events' numbers, not many
	 * @return by the event's number
	 */
	public Map<Long, Pair> of(Collection<Long> seqs) {
		Map<Long, Pair> pairs = new HashMap<>();
		if (seqs.isEmpty()) {
			return pairs;
		}
		this.jdbc.query(OF_EVENTS.formatted(this.store.isIn("e.seq")), (row) -> {
			long root = row.getLong("root_call_id");
			Long call = row.wasNull() ? null : root;
			boolean known = row.getObject("known") != null;
			String outcome = row.getString("outcome");
			pairs.put(row.getLong("seq"), known
					? new Pair(call, row.getString("src"), row.getString("src_name"), row.getString("dst"),
							row.getString("dst_name"), (outcome != null) ? outcome : row.getString("state"))
					: new Pair(call, row.getString("src_number"), null, row.getString("dst_number"), null, null));
		}, this.store.numbers(seqs));
		return pairs;
	}

}
