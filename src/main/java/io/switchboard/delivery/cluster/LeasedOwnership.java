package io.switchboard.delivery.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.switchboard.store.LostServer;
import io.switchboard.text.RepeatedFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Several nodes share one PostgreSQL: each owns some of the shards as long as it is heard
 * of, and only then.
 * <p>
 * A node says every so often that it lives. One that has not done so for the length of
 * the lease is struck off by another, which ends its term and frees its shards; all who
 * live take what is their share. A node that has too many finishes what it runs of some
 * and then frees them. Times are the database's; a node itself counts its lease from
 * before it asked, so that it always stops first.
 */
public class LeasedOwnership implements Ownership {

	private static final Logger log = LoggerFactory.getLogger(LeasedOwnership.class);

	/** One node at a time shares out; any number that no one else locks will do. */
	private static final long SHARING_LOCK = 0x5357_4954_4348L;

	private static final int BEATS_PER_LEASE = 5;

	private static final Duration PAUSE = Duration.ofMillis(50);

	/** Less than the server lets a transaction idle. */
	private static final Duration PATIENCE = Duration.ofSeconds(4);

	private final Duration lease;

	private final boolean listens;

	private final Notices notices;

	private final HikariDataSource dataSource;

	private final JdbcTemplate jdbc;

	private final TransactionTemplate transaction;

	private final String name = name();

	private final ScheduledExecutorService heart = Executors
		.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("node-heartbeat-"));

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.WARN,
			"node %s: cannot renew its lease".formatted(this.name));

	private final Clocks clocks = new Clocks(this.name, Clock.systemUTC());

	private final Revisions revisions = new Revisions();

	private final Set<Integer> leaving = new TreeSet<>();

	private volatile Share share = Share.NONE;

	private volatile long validUntil = System.nanoTime();

	private Work work;

	/** The store was, or we were; the others must be given time to say that they live. */
	private boolean wasAway;

	private long patientUntil = System.nanoTime();

	/** {@code listens} says whether PostgreSQL's notices can reach us. */
	public LeasedOwnership(HikariDataSource store, Duration lease, boolean listens) {
		this.lease = lease;
		this.listens = listens;
		this.notices = new Notices(store, (routes) -> this.work.filedByOthers(routes));
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(store.getJdbcUrl());
		config.setUsername(store.getUsername());
		config.setPassword(store.getPassword());
		config.setConnectionTimeout(lease.toMillis());
		store.getDataSourceProperties().forEach((name, value) -> config.addDataSourceProperty(name.toString(), value));
		config.addDataSourceProperty("socketTimeout", String.valueOf(lease.toSeconds()));
		// of its own: routes that use up all connections must not cost the lease
		config.setPoolName("heartbeat");
		config.setExceptionOverride(new LostServer(null));
		config.setMaximumPoolSize(1);
		this.dataSource = new HikariDataSource(config);
		this.jdbc = new JdbcTemplate(this.dataSource);
		this.jdbc.setQueryTimeout((int) lease.toSeconds());
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(this.dataSource));
	}

	private static String name() {
		try {
			return InetAddress.getLocalHost().getHostName() + "/" + ProcessHandle.current().pid();
		}
		catch (UnknownHostException ex) {
			return "unknown/" + ProcessHandle.current().pid();
		}
	}

	/**
	 * What this node has.
	 *
	 * @param term 0 before the first
	 */
	private record Share(long term, Set<Integer> shards, int nodes, boolean sole) {

		private static final Share NONE = new Share(0, Set.of(), 1, false);

	}

	@Override
	public void start(Work work) {
		this.work = work;
		begin();
		share();
		this.notices.start(this.listens);
		long pause = this.lease.toMillis() / BEATS_PER_LEASE;
		this.heart.scheduleWithFixedDelay(this::beat, pause, pause, TimeUnit.MILLISECONDS);
	}

	/** Begins a term, in which it may accept and run once all others know of it. */
	private void begin() {
		Long term = this.jdbc.queryForObject(
				"insert into node (name, seen_at) values (?, clock_timestamp()) returning term", Long.class, this.name);
		this.leaving.clear();
		awaitBeingKnown(term);
		this.share = new Share(term, Set.of(), Math.max(2, this.share.nodes), false);
		log.info("node {}: term {} begins", this.name, term);
	}

	/**
	 * Before it accepts anything, all others must know that the table may hold what they
	 * have not filed: each has looked at the nodes once more when it is heard of twice.
	 */
	private void awaitBeingKnown(long ours) {
		Map<Long, Instant> seen = others(ours);
		Map<Long, Integer> heard = new HashMap<>();
		while (seen.keySet().stream().anyMatch((term) -> heard.getOrDefault(term, 0) < 2)) {
			LockSupport.parkNanos(PAUSE.toNanos());
			Map<Long, Instant> now = others(ours);
			seen.keySet().retainAll(now.keySet());
			seen.replaceAll((term, at) -> {
				if (!at.equals(now.get(term))) {
					heard.merge(term, 1, Integer::sum);
				}
				return now.get(term);
			});
			if (!live(ours)) {
				throw new TermOverException(ours);
			}
		}
	}

	private Map<Long, Instant> others(long ours) {
		Map<Long, Instant> others = new HashMap<>();
		this.jdbc.query("select term, seen_at from node where term <> ? and seen_at > clock_timestamp() - ?::interval",
				(row) -> {
					others.put(row.getLong("term"), row.getTimestamp("seen_at").toInstant());
				}, ours, this.lease.toString());
		return others;
	}

	/** Must not throw: a scheduled task that throws is never run again. */
	private void beat() {
		try {
			if (isOver()) {
				// others may have come, filed, and gone again; or have slept as long
				this.work.expectMore();
				this.wasAway = true;
			}
			if (!live(this.share.term)) {
				end();
				begin();
			}
			share();
			this.outage.works();
			tell();
		}
		catch (DataAccessException ex) {
			// whichever statement met it: the others met it too
			this.wasAway = true;
			this.outage.happened(1, ex.getMostSpecificCause().toString());
			if (!this.share.sole && isOver()) {
				this.work.interrupt();
			}
		}
		catch (Throwable ex) {
			log.error("node {}: heartbeat", this.name, ex);
		}
	}

	private synchronized void tell() {
		this.revisions.tell(this.jdbc, this.share.term, this.work.switchboard(), this.work.routes());
	}

	@Override
	public void switchboardChanged() {
		try {
			tell();
		}
		catch (DataAccessException ex) {
			log.debug("the next heartbeat tells", ex);
		}
	}

	@Override
	public @Nullable String outdated(Connection connection) throws SQLException {
		return isSole() ? null : this.revisions.outdated(connection, this.share.term);
	}

	/** How many nodes there are, or nothing if this is none of them. */
	private List<Integer> update(long term) {
		return this.jdbc.query(
				"update node set seen_at = clock_timestamp() where term = ? returning (select count(*) from node) as nodes, seen_at",
				(row, number) -> {
					this.clocks.compare(row.getTimestamp("seen_at").toInstant());
					return row.getInt("nodes");
				}, term);
	}

	/** The others have taken everything. */
	private void end() {
		log.warn("node {}: term {} is over, others have taken its deliveries", this.name, this.share.term);
		this.share = new Share(0, Set.of(), this.share.nodes, false);
		this.work.interrupt();
		this.work.keepOnly(Set.of());
	}

	/** Says that it lives; false if the term is over. */
	private boolean live(long term) {
		long asked = System.nanoTime();
		List<Integer> nodes = update(term);
		// the others may have been kept waiting as long, and not be through yet
		boolean waited = System.nanoTime() - asked > this.lease.toNanos() / 2;
		if (this.wasAway || waited) {
			this.wasAway = false;
			this.patientUntil = System.nanoTime() + this.lease.toNanos();
		}
		if (nodes.isEmpty()) {
			return false;
		}
		if (nodes.get(0) > 1 && this.share.sole) {
			// who hears of us relies on this, even if what comes next fails
			set(new Share(this.share.term, this.share.shards, nodes.get(0), false));
		}
		this.validUntil = asked + this.lease.toNanos();
		return true;
	}

	/** Strikes off who is dead, and takes or frees shards. */
	private void share() {
		Share next = this.transaction.execute((status) -> {
			// who freezes in here must not keep the others from it
			this.jdbc.execute("set local idle_in_transaction_session_timeout = '5s'");
			boolean mayChange = Boolean.TRUE
				.equals(this.jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, SHARING_LOCK));
			if (mayChange && System.nanoTime() - this.patientUntil >= 0) {
				strikeOff();
			}
			List<Long> nodes = this.jdbc.queryForList("select term from node order by term", Long.class);
			int index = nodes.indexOf(this.share.term);
			if (index < 0) {
				return null;
			}
			Set<Integer> mine = shards("term = ?", this.share.term);
			int part = Shards.NUMBER / nodes.size() + ((index < Shards.NUMBER % nodes.size()) ? 1 : 0);
			leave(mine, mine.size() - part);
			if (mayChange && mine.size() < part) {
				mine.addAll(take(part - mine.size()));
			}
			mine.removeAll(this.leaving);
			return share(mine, nodes.size());
		});
		// only now: before the commit nothing is ours that was not
		if (next != null) {
			set(next);
		}
		free();
	}

	private void strikeOff() {
		// who froze in the middle of a commit holds its row until the server ends it
		this.jdbc.execute("set local lock_timeout = '500ms'");
		List<String> dead = this.jdbc.queryForList(
				"delete from node where term in (select term from node where seen_at < clock_timestamp() - ?::interval"
						+ " and term <> ? for update skip locked) returning name || ', term ' || term",
				String.class, this.lease.toString(), this.share.term);
		dead.forEach((node) -> log.warn("node {} is not heard of any more: its deliveries go to others", node));
	}

	/**
	 * So many are to be freed, and no more: others may have gone again before they took
	 * what was to be theirs.
	 */
	private void leave(Set<Integer> mine, int surplus) {
		this.leaving.retainAll(mine);
		List<Integer> kept = this.leaving.stream().skip(Math.max(0, surplus)).toList();
		this.leaving.removeAll(kept);
		mine.stream()
			.filter((shard) -> !this.leaving.contains(shard))
			.sorted(Comparator.reverseOrder())
			.limit(Math.max(0, surplus - this.leaving.size()))
			.toList()
			.forEach(this.leaving::add);
	}

	private Set<Integer> take(int number) {
		Set<Integer> free = shards("term is null");
		Integer[] taken = free.stream().sorted().limit(number).toArray(Integer[]::new);
		if (taken.length > 0) {
			this.jdbc.update("update shard set term = ? where number = any(?)", this.share.term, taken);
		}
		return Set.of(taken);
	}

	private Set<Integer> shards(String condition, Object... arguments) {
		return new HashSet<>(
				this.jdbc.queryForList("select number from shard where " + condition, Integer.class, arguments));
	}

	private Share share(Set<Integer> shards, int nodes) {
		boolean sole = nodes == 1 && shards.size() == Shards.NUMBER;
		return new Share(this.share.term, Set.copyOf(shards), nodes, sole);
	}

	private void set(Share next) {
		if (next.equals(this.share)) {
			return;
		}
		log.info("node {}: {} of {} shards, {} node{}", this.name, next.shards.size(), Shards.NUMBER, next.nodes,
				(next.nodes == 1) ? "" : "s");
		// before anyone can see that memory might hold everything
		this.work.expectMore();
		this.share = next;
		this.work.keepOnly(next.shards);
		this.work.expectMore();
	}

	/** Frees shards of which nothing runs any more. */
	private void free() {
		if (!this.leaving.isEmpty()) {
			Integer[] idle = this.leaving.stream().filter((shard) -> !this.work.holds(shard)).toArray(Integer[]::new);
			this.jdbc.update("update shard set term = null where term = ? and number = any(?)", this.share.term, idle);
		}
	}

	@Override
	public long term() {
		return this.share.term;
	}

	@Override
	public long awaitTerm() {
		long patience = System.nanoTime() + PATIENCE.toNanos();
		while (!stands(term()) && System.nanoTime() - patience < 0) {
			LockSupport.parkNanos(PAUSE.toNanos());
		}
		return term();
	}

	@Override
	public Set<Integer> shards() {
		return this.share.shards;
	}

	@Override
	public boolean mayRun(long term, int shard) {
		Share current = this.share;
		return current.term == term && current.shards.contains(shard) && !isOver();
	}

	@Override
	public boolean stands(long term) {
		return this.share.term == term && !isOver();
	}

	private boolean isOver() {
		return System.nanoTime() - this.validUntil >= 0;
	}

	@Override
	public boolean isSole() {
		return this.share.sole && !isOver();
	}

	@Override
	public int nodes() {
		return this.share.nodes;
	}

	@Override
	public void confirm(Connection connection, long term) throws SQLException {
		try (PreparedStatement select = connection
			.prepareStatement("select 1 from node where term = ? for key share")) {
			select.setLong(1, term);
			try (ResultSet row = select.executeQuery()) {
				if (!row.next()) {
					throw new TermOverException(term);
				}
			}
		}
	}

	@Override
	public void tellOthers(Set<String> routes) {
		if (!isSole()) {
			this.notices.tell(routes);
		}
	}

	@Override
	public boolean isTold() {
		return this.notices.isListening();
	}

	/** Leaves at once, so that nobody has to wait for the lease to end. */
	@Override
	public void close() {
		this.notices.close();
		this.heart.shutdownNow();
		try {
			this.heart.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			this.jdbc.update("delete from node where term = ?", this.share.term);
		}
		catch (DataAccessException ex) {
			log.info("node {}: others wait for its lease to end: {}", this.name, ex.getMostSpecificCause().toString());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.dataSource.close();
	}

}
