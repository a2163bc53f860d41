package io.switchboard.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.switchboard.store.Store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Groups the latest dead letters by their cause. */
@Component
public class DeadLetters {

	/** How many are read, the latest first. */
	public static final int MOST = 10_000;

	private static final String ERRORS = """
			select route, last_error, count(*) as number, min(updated_at) as first, max(updated_at) as latest from
			  (select d.route, d.last_error, d.updated_at from delivery d
			   where %s order by d.id desc limit %d) recent
			group by route, last_error""".formatted(DeliveryConditions.DEAD, MOST);

	private static final Comparator<Group> LARGEST_FIRST = Comparator.comparingLong(Group::number)
		.thenComparing(Group::latest)
		.reversed();

	private final JdbcTemplate jdbc;

	private final Store store;

	DeadLetters(JdbcTemplate jdbc, Store store) {
		this.jdbc = jdbc;
		this.store = store;
	}

	/**
	 * Dead letters of one route that failed for the same cause.
	 *
	 * @param route the route's id
	 * @param cause what their errors have in common; {@code …} stands for ids, times,
	 * numbers and addresses. Empty where there is no error. As the filter {@code error}
	 * it finds them
	 * @param number how many
	 * @param first when the first of them failed for good
	 * @param latest when the latest did
	 */
	public record Group(String route, String cause, long number, Instant first, Instant latest) {

		private Group and(Group other) {
			return new Group(this.route, this.cause, this.number + other.number,
					this.first.isBefore(other.first) ? this.first : other.first,
					this.latest.isAfter(other.latest) ? this.latest : other.latest);
		}

	}

	/**
	 * The largest groups.
	 * @param limit how many groups
	 * @return the largest first
	 */
	public List<Group> groups(int limit) {
		Map<List<String>, Group> groups = new HashMap<>();
		this.jdbc.query(ERRORS, (row) -> {
			Group group = group(row);
			groups.merge(List.of(group.route(), group.cause()), group, Group::and);
		});
		return groups.values().stream().sorted(LARGEST_FIRST).limit(limit).toList();
	}

	private Group group(ResultSet row) throws SQLException {
		String error = row.getString("last_error");
		return new Group(row.getString("route"), (error != null) ? Cause.of(error) : "", row.getLong("number"),
				Objects.requireNonNull(this.store.time(row, "first")),
				Objects.requireNonNull(this.store.time(row, "latest")));
	}

}
