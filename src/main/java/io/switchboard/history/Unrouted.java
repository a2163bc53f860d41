package io.switchboard.history;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.switchboard.delivery.decision.DecideAnew;

import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** What no rule wanted, and what is decided anew of it: for the API and the pages. */
@Component
public class Unrouted {

	public static final Set<String> FILTERS = Set.of("event_id", "event_name", "root_call_id", "number",
			"received_after", "received_before");

	public static final Set<String> BESIDES = Set.of("older", "all", "dry_run");

	/** So many are counted. */
	private static final int MOST = 100_000;

	private static final String DONE = "d.status in ('delivered', 'dead')";

	private static final String BY_OLDER = "d.decided_by is not null";

	private static final String COUNT = "select count(*) from (select 1 from delivery d where d.route = ? and " + DONE
			+ " %s limit " + MOST + ") found";

	private final EventQueries queries;

	private final DeliveryFilter filters;

	private final DecideAnew decideAnew;

	private final JdbcTemplate jdbc;

	Unrouted(EventQueries queries, DeliveryFilter filters, DecideAnew decideAnew, JdbcTemplate jdbc) {
		this.queries = queries;
		this.filters = filters;
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
	 * @param older only those that an older switchboard sent to {@code unrouted}
	 * @return how many
	 * @throws SQLException if the store cannot be reached; what was decided before stays
	 */
	public Result decideAnew(boolean older) throws SQLException {
		return decideAnew(new Parameters(older ? Map.of("older", "true") : Map.of("all", "true"), FILTERS, BESIDES));
	}

	public Result decideAnew(Parameters parameters) throws SQLException {
		boolean older = parameters.isTrue("older");
		boolean all = parameters.isTrue("all");
		boolean dryRun = parameters.isTrue("dry_run");
		RowFilter filter = this.filters.of(parameters)
			.and("d.route = ?", DecideAnew.ROUTE)
			.andIf(true, DONE)
			.andIf(older, BY_OLDER);
		if (!all && !older && !parameters.hasAnyOf(FILTERS)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"say which: older=true, a filter, or all=true for all that went to unrouted");
		}
		long matched = this.queries.count(filter);
		if (dryRun) {
			return new Result(matched, 0);
		}
		long decided = 0;
		for (List<Long> ids : this.queries.batches(filter)) {
			decided += this.decideAnew.decide(ids);
		}
		return new Result(matched, decided);
	}

}
