package io.switchboard.delivery.cluster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Nodes tell each other in two tables, {@code node} and {@code switchboard_revision},
 * with which switchboard each decides, and which routes it has. Nodes differ while a new
 * switchboard is rolled out.
 */
class SwitchboardRevisions {

	/**
	 * An older switchboard that was seen a moment ago belongs to an old node that was
	 * restarted. One that comes back later was rolled out anew.
	 */
	private static final String NUMBER = """
			with newest as (select number, digest from switchboard_revision order by number desc limit 1),
			     known as (select number from switchboard_revision where digest = ? and seen_at > clock_timestamp() - ?::interval
			               order by number desc limit 1)
			select case when newest.digest = ? then newest.number
			            when exists (select 1 from node where revision = newest.number and term <> ?)
			            then (select number from known) end
			from newest""";

	private static final String NEW = """
			insert into switchboard_revision (digest, first_seen_at, seen_at)
			values (?, clock_timestamp(), clock_timestamp()) returning number""";

	private static final String SEEN = "update switchboard_revision set seen_at = clock_timestamp() where number = ?";

	/** Longer than a restart of a node takes. */
	private static final Duration RESTART = Duration.ofMinutes(5);

	private static final Duration PACE = Duration.ofSeconds(30);

	private static final String TELL = "update node set revision = ?, digest = ?, routes = ? where term = ?";

	private static final String OUTDATED = """
			select mine.digest from node mine where mine.term = ?
			and exists (select 1 from node other where other.revision > mine.revision and other.digest <> mine.digest)""";

	/** What the other nodes know. */
	private @Nullable News told;

	private long number;

	private @Nullable Long seenAt;

	/**
	 * What this node tells.
	 *
	 * @param digest the digest of its switchboard
	 */
	private record News(long term, String digest, String routes) {
	}

	/** Tells the other nodes, unless they know. */
	void tell(JdbcTemplate jdbc, long term, @Nullable String digest, Set<String> routes) {
		if (digest == null || term == 0) {
			return;
		}
		News news = new News(term, digest, String.join(" ", new TreeSet<>(routes)));
		if (!news.equals(this.told)) {
			this.number = number(jdbc, term, digest);
			jdbc.update(TELL, this.number, digest, news.routes, term);
			this.told = news;
			this.seenAt = null;
		}
		if (this.seenAt == null || System.nanoTime() - this.seenAt > PACE.toNanos()) {
			this.seenAt = System.nanoTime();
			jdbc.update(SEEN, this.number);
		}
	}

	private static long number(JdbcTemplate jdbc, long term, String digest) {
		Long known = jdbc.queryForList(NUMBER, Long.class, digest, RESTART.toString(), digest, term)
			.stream()
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		return (known != null) ? known : Objects.requireNonNull(jdbc.queryForObject(NEW, Long.class, digest));
	}

	/**
	 * The digest of this node's switchboard if another node has a newer one; else null.
	 */
	@Nullable String outdated(Connection connection, long term) throws SQLException {
		try (PreparedStatement select = connection.prepareStatement(OUTDATED)) {
			select.setLong(1, term);
			try (ResultSet row = select.executeQuery()) {
				return row.next() ? row.getString(1) : null;
			}
		}
	}

}
