package io.switchboard.history;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads the deliveries of a filter part by part, for bulk operations. */
@Component
public class DeliveryParts {

	private static final String JOINED = " from delivery d join event e on e.seq = d.event_seq";

	/**
	 * What a node wrote whose clock is ahead did not end since: its time is still to
	 * come.
	 */
	private static final String AHEAD = "(d.updated_at <= ? or d.updated_at > clock_timestamp() + interval '10 seconds')";

	private final DeliveryConditions conditions;

	/** A delivery stays as it is in one of these, until somebody asks for it. */
	private static final Set<String> ENDED = Set.of("dead", "discarded", "delivered");

	private final Store store;

	private final JdbcTemplate jdbc;

	private final String notSince;

	DeliveryParts(DeliveryConditions conditions, Store store, JdbcTemplate jdbc) {
		this.store = store;
		this.conditions = conditions;
		this.jdbc = jdbc;
		this.notSince = store.dialect().choose("d.updated_at <= ?", AHEAD);
	}

	/**
	 * Counts them.
	 * @param wanted the filter
	 * @return by route
	 */
	public Map<String, Long> counts(DeliveryFilter wanted) {
		RowFilter filter = this.conditions.of(wanted);
		Map<String, Long> counts = new LinkedHashMap<>();
		this.jdbc.query(
				"select d.route, count(*) as number" + JOINED + filter.all() + " group by d.route order by d.route",
				(row) -> {
					counts.put(row.getString("route"), row.getLong("number"));
				}, filter.arguments());
		return counts;
	}

	/**
	 * The newest delivery of all.
	 * @return its number; 0 if there is none
	 */
	public long newest() {
		Long newest = this.jdbc.queryForObject("select max(id) from delivery", Long.class);
		return (newest != null) ? newest : 0;
	}

	private static boolean isEnded(@Nullable String status) {
		return status != null && ENDED.contains(status);
	}

	/**
	 * Some of them, oldest first. What has ended anew since is left out: somebody else
	 * was quicker.
	 * @param wanted the filter
	 * @param after those with a higher number than this
	 * @param until and this number at most
	 * @param since when the operation began
	 * @param limit how many at most
	 * @return their numbers; fewer than the limit if that is all
	 */
	public List<Long> part(DeliveryFilter wanted, long after, long until, Instant since, int limit) {
		RowFilter filter = this.conditions.of(wanted)
			.and("d.id > ?", after)
			.and("d.id <= ?", until)
			.and(this.notSince, this.store.time(isEnded(wanted.status()) ? since : null));
		return this.jdbc.queryForList("select d.id" + JOINED + filter.all() + " order by d.id limit " + limit,
				Long.class, filter.arguments());
	}

}
