package io.switchboard.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Groups the latest dead letters by their cause. */
@Component
public class DeadLetters {

	/** How many are read, the latest first. */
	public static final int MOST = 10_000;

	private static final String RECENT = """
			(select d.id, d.route, d.last_error, d.updated_at from delivery d
			 where %s order by d.id desc limit %d) recent""".formatted(DeliveryConditions.DEAD, MOST);

	private static final String ERRORS = """
			select route, last_error, count(*) as number, min(updated_at) as first, max(updated_at) as latest
			from %s group by route, last_error""".formatted(RECENT);

	/** Differs as soon as another one is among them. */
	private static final String STATE = "select count(*) as number, sum(id) as ids, max(updated_at) as latest from "
			+ RECENT;

	/** So many different errors take long to compare. */
	private static final int MANY = 1000;

	/**
	 * While more and more fail, pages that refresh themselves take this share of a core.
	 */
	private static final int SHARE = 10;

	private static final Comparator<Group> LARGEST_FIRST = Comparator.comparingLong(Group::number)
		.thenComparing(Group::latest)
		.reversed();

	private final JdbcTemplate jdbc;

	private final Store store;

	private volatile @Nullable Read read;

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
	 * All groups as they were read.
	 *
	 * @param state of the store then
	 * @param groups the largest first
	 * @param until when to read anew if the state is another, by {@code System.nanoTime}
	 */
	private record Read(Map<String, Object> state, List<Group> groups, long until) {
	}

	/**
	 * The largest groups. They are worked out again only if there are other dead letters.
	 * @param limit how many groups
	 * @return the largest first
	 */
	public List<Group> groups(int limit) {
		// nobody waits here for another who asks a store that is away
		Map<String, Object> state = this.jdbc.queryForMap(STATE);
		Read known = this.read;
		if (known == null || isOld(known, state)) {
			known = readOnce(state);
		}
		return known.groups().stream().limit(limit).toList();
	}

	private static boolean isOld(Read known, Map<String, Object> state) {
		return !known.state().equals(state) && System.nanoTime() - known.until() >= 0;
	}

	/** Pages that are refreshed at the same moment share the work. */
	private synchronized Read readOnce(Map<String, Object> state) {
		Read known = this.read;
		if (known == null || isOld(known, state)) {
			known = read(state, System.nanoTime());
			this.read = known;
		}
		return known;
	}

	private Read read(Map<String, Object> state, long begun) {
		Map<List<String>, Group> groups = new HashMap<>();
		AtomicInteger errors = new AtomicInteger();
		this.jdbc.query(ERRORS, (row) -> {
			errors.incrementAndGet();
			Group group = group(row);
			groups.merge(List.of(group.route(), group.cause()), group, Group::and);
		});
		List<Group> all = groups.values().stream().sorted(LARGEST_FIRST).toList();
		long end = System.nanoTime();
		return new Read(state, all, (errors.get() >= MANY) ? end + SHARE * (end - begun) : end);
	}

	private Group group(ResultSet row) throws SQLException {
		String error = row.getString("last_error");
		return new Group(row.getString("route"), (error != null) ? Cause.of(error) : "", row.getLong("number"),
				Objects.requireNonNull(this.store.time(row, "first")),
				Objects.requireNonNull(this.store.time(row, "latest")));
	}

}
