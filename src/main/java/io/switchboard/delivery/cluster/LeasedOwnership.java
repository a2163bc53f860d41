package io.switchboard.delivery.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.zaxxer.hikari.HikariDataSource;
import io.switchboard.store.Store;
import io.switchboard.text.RepeatedFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Several nodes share one PostgreSQL. Each owns some of the shards while its lease lasts,
 * and renews the lease with a heartbeat. The package document has the states of a node,
 * and says what happens when something fails.
 */
public class LeasedOwnership implements Ownership {

	private static final Logger log = LoggerFactory.getLogger(LeasedOwnership.class);

	private static final int BEATS_PER_LEASE = 5;

	private static final Duration PAUSE = Duration.ofMillis(50);

	/** Shorter than the time for which the server lets a transaction idle. */
	private static final Duration PATIENCE = Duration.ofSeconds(4);

	private final Duration beat;

	private final Store store;

	private final Notices notices;

	private final String name = Nodes.here();

	private final Lease lease;

	private final NodeTable table;

	private final ScheduledExecutorService heart = Executors
		.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("node-heartbeat-"));

	private final RepeatedFailure outage = new RepeatedFailure(log, Level.WARN,
			"node %s: cannot renew its lease".formatted(this.name));

	private final SwitchboardRevisions revisions = new SwitchboardRevisions();

	private Work work;

	private volatile @Nullable Membership membership;

	/**
	 * Nothing is owned before {@link #start}.
	 * @param store the database, which several nodes share
	 * @param connections its connections
	 * @param lease how long a silent node keeps its shards
	 */
	public LeasedOwnership(Store store, HikariDataSource connections, Duration lease) {
		this.store = store;
		this.beat = lease.dividedBy(BEATS_PER_LEASE);
		this.lease = new Lease(lease);
		this.table = new NodeTable(connections, lease);
		this.notices = new Notices(connections, (routes) -> this.work.filedByOthers(routes));
	}

	@Override
	public void start(Work work) {
		this.work = work;
		Membership joining = new Membership(this.name, this.lease, this.table, work);
		this.membership = joining;
		joining.join();
		this.notices.start(this.store.dialect().keepsSessions());
		long pause = this.beat.toMillis();
		this.heart.scheduleWithFixedDelay(() -> beat(joining), pause, pause, TimeUnit.MILLISECONDS);
	}

	/** Must not throw: a scheduled task that throws is never run again. */
	private void beat(Membership member) {
		try {
			member.beat();
			this.store.works(this.outage);
			tell();
		}
		catch (DataAccessException ex) {
			this.store.failed(this.outage, 1, ex);
			member.failed();
		}
		catch (Throwable ex) {
			log.error("node {}: the heartbeat failed", this.name, ex);
		}
	}

	private synchronized void tell() {
		this.revisions.tell(this.table.jdbc(), share().term(), this.work.switchboard(), this.work.routes());
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
		return isSole() ? null : this.revisions.outdated(connection, share().term());
	}

	private Share share() {
		Membership joined = this.membership;
		return (joined != null) ? joined.share() : Share.NONE;
	}

	@Override
	public long term() {
		return share().term();
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
		return share().shards();
	}

	@Override
	public boolean mayRun(long term, int shard) {
		Share current = share();
		return current.term() == term && current.shards().contains(shard) && !this.lease.isOver();
	}

	@Override
	public boolean stands(long term) {
		return share().term() == term && !this.lease.isOver();
	}

	@Override
	public boolean isSole() {
		return share().sole() && !this.lease.isOver();
	}

	@Override
	public int nodes() {
		return share().nodes();
	}

	@Override
	public void confirm(Connection connection, long term) throws SQLException {
		if (!NodeTable.lock(connection, term)) {
			throw new TermOverException(term);
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

	/**
	 * Removes this node at once, so that the others need not wait for its lease to end.
	 */
	@Override
	public void close() {
		this.notices.close();
		this.heart.shutdownNow();
		try {
			this.heart.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
			this.table.remove(share().term());
		}
		catch (DataAccessException ex) {
			log.info("node {}: others wait for its lease to end: {}", this.name, this.store.describe(ex));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.table.close();
	}

}
