package io.switchboard.history;

import java.time.Instant;
import java.util.List;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Why the latest dead letters are dead. */
@Component
public class DeadLetters {

	/** Only so many are looked at, the latest. */
	public static final int MOST = 10_000;

	private static final String GROUPS = """
			select route, last_error, count(*) as number, max(updated_at) as latest from
			  (select d.route, d.last_error, d.updated_at from delivery d
			   where %s order by d.id desc limit %d) recent
			group by route, last_error order by number desc, latest desc limit ?""".formatted(DeliveryConditions.DEAD,
			MOST);

	private final JdbcTemplate jdbc;

	private final Store store;

	DeadLetters(JdbcTemplate jdbc, Store store) {
		this.jdbc = jdbc;
		this.store = store;
	}

	/**
	 * Dead letters of one route with one error.
	 *
	 * @param route the route's id
	 * @param error the error's text, or null
	 * @param number how many
	 * @param latest when the latest of them died
	 */
	public record Group(String route, @Nullable String error, long number, @Nullable Instant latest) {
	}

	/**
	 * The largest groups.
	 * @param limit how many groups
	 * @return the largest first
	 */
	public List<Group> groups(int limit) {
		return this.jdbc.query(GROUPS, (row, number) -> new Group(row.getString("route"), row.getString("last_error"),
				row.getLong("number"), this.store.time(row, "latest")), limit);
	}

}
