package io.switchboard.history;

import java.sql.SQLException;
import java.util.List;

import io.switchboard.delivery.decision.DecideAnew;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Counts the events that went to {@code unrouted}, and decides them anew. For the API and
 * the pages.
 */
@Component
public class Unrouted {

	/** How many are counted at most. */
	private static final int MOST = 100_000;

	private static final String DONE = "d.status in ('delivered', 'dead')";

	private static final String BY_OLDER = "d.decided_by is not null";

	private static final String COUNT = "select count(*) from (select 1 from delivery d where d.route = ? and " + DONE
			+ " %s limit " + MOST + ") found";

	private final EventQueries queries;

	private final DeliveryConditions conditions;

	private final DecideAnew decideAnew;

	private final JdbcTemplate jdbc;

	Unrouted(EventQueries queries, DeliveryConditions conditions, DecideAnew decideAnew, JdbcTemplate jdbc) {
		this.queries = queries;
		this.conditions = conditions;
		this.decideAnew = decideAnew;
		this.jdbc = jdbc;
	}

	/**
	 * How many events went to {@code unrouted}.
	 * @return a number, 100,000 at most
	 */
	public long number() {
		return count("");
	}

	/**
	 * How many of them an older switchboard sent there, while another node had a newer
	 * one.
	 * @return a number, 100,000 at most
	 */
	public long byOlder() {
		return count("and " + BY_OLDER);
	}

	private long count(String condition) {
		Long count = this.jdbc.queryForObject(COUNT.formatted(condition), Long.class, DecideAnew.ROUTE);
		return (count != null) ? count : 0;
	}

	/**
	 * Decides anew.
	 *
	 * @param matched how many were chosen
	 * @param decided how many of them go to another route now
	 */
	public record Result(long matched, long decided) {
	}

	/**
	 * Decides many anew.
	 * @param wanted which events
	 * @param all whether all of them are meant, without a filter
	 * @param onlyCounted whether nothing is decided
	 * @return how many
	 * @throws UnnamedException if there is neither a filter nor {@code all}
	 * @throws SQLException if the store cannot be reached; what was decided before stays
	 */
	public Result decideAnew(UnroutedFilter wanted, boolean all, boolean onlyCounted) throws SQLException {
		if (!all && !wanted.isByOlder() && wanted.deliveries().equals(DeliveryFilter.ALL)) {
			throw new UnnamedException("all",
					"say which: older=true, a filter, or all=true for all that went to unrouted");
		}
		RowFilter filter = this.conditions.of(wanted.deliveries())
			.and("d.route = ?", DecideAnew.ROUTE)
			.andIf(true, DONE)
			.andIf(wanted.isByOlder(), BY_OLDER);
		long matched = this.queries.count(filter);
		if (onlyCounted) {
			return new Result(matched, 0);
		}
		long decided = 0;
		for (List<Long> ids : this.queries.batches(filter)) {
			decided += this.decideAnew.decide(ids);
		}
		return new Result(matched, decided);
	}

}
