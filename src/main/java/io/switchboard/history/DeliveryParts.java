package io.switchboard.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads the deliveries of a filter part by part, for bulk operations. */
@Component
public class DeliveryParts {

	private static final String JOINED = " from delivery d join event e on e.seq = d.event_seq";

	private final DeliveryConditions conditions;

	private final JdbcTemplate jdbc;

	DeliveryParts(DeliveryConditions conditions, JdbcTemplate jdbc) {
		this.conditions = conditions;
		this.jdbc = jdbc;
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

	/**
	 * Some of them, oldest first.
	 * @param wanted the filter
	 * @param after those with a higher number than this
	 * @param until and this number at most
	 * @param limit how many at most
	 * @return their numbers; fewer than the limit if that is all
	 */
	public List<Long> part(DeliveryFilter wanted, long after, long until, int limit) {
		RowFilter filter = this.conditions.of(wanted).and("d.id > ?", after).and("d.id <= ?", until);
		return this.jdbc.queryForList("select d.id" + JOINED + filter.all() + " order by d.id limit " + limit,
				Long.class, filter.arguments());
	}

}
