package io.switchboard.delivery.cluster;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;

/**
 * The membership of this node. It begins a term, says that the node lives, takes its part
 * of the shards, and ends the term when others have taken over. One thread at a time
 * calls the methods that change it. Any thread may ask for the share.
 */
class Membership {

	private static final Logger log = LoggerFactory.getLogger(LeasedOwnership.class);

	private static final Duration PAUSE = Duration.ofMillis(50);

	private final Lease lease;

	private final NodeTable table;

	private final Work work;

	private final String name;

	private final ShardPlan plan = new ShardPlan();

	private final Clocks clocks;

	private volatile Share share = Share.NONE;

	Membership(String name, Lease lease, NodeTable table, Work work) {
		this.name = name;
		this.clocks = new Clocks(name, Clock.systemUTC());
		this.lease = lease;
		this.table = table;
		this.work = work;
	}

	/** The share of this node; never null. */
	Share share() {
		return this.share;
	}

	/** Begins the first term. */
	void join() {
		begin();
		share(this.share.term());
	}

	/**
	 * One heartbeat.
	 * @throws DataAccessException if the database cannot be reached
	 */
	void beat() {
		if (this.lease.isOver()) {
			// other nodes may have come, filed and gone again, or have slept as long
			this.work.expectMore();
			this.lease.away();
		}
		if (!renew(this.share.term())) {
			end();
			begin();
		}
		share(this.share.term());
	}

	/** A heartbeat failed. */
	void failed() {
		this.lease.away();
		if (!this.share.sole() && this.lease.isOver()) {
			this.work.interrupt();
		}
	}

	/** Begins a term. The node may accept and run once all others know of it. */
	private void begin() {
		long term = this.table.add(this.name);
		this.plan.clear();
		Introduction introduction = new Introduction(this.table.others(term));
		while (!introduction.isDone()) {
			LockSupport.parkNanos(PAUSE.toNanos());
			introduction.look(this.table.others(term));
			if (!renew(term)) {
				throw new Ownership.TermOverException(term);
			}
		}
		this.share = new Share(term, Set.of(), Math.max(2, this.share.nodes()), false);
		log.info("node {}: term {} begins", this.name, term);
	}

	/** Says that this node lives; false if the term is over. */
	private boolean renew(long term) {
		long asked = this.lease.ask();
		NodeTable.Seen seen = this.table.renew(term);
		this.lease.answered(asked);
		if (seen == null) {
			return false;
		}
		this.clocks.compare(seen.at());
		if (seen.nodes() > 1 && this.share.sole()) {
			// other nodes rely on this, even if the next step fails
			set(new Share(this.share.term(), this.share.shards(), seen.nodes(), false));
		}
		this.lease.renewed(asked);
		return true;
	}

	/** The other nodes have taken all shards. */
	private void end() {
		log.warn("node {}: term {} is over, others have taken its deliveries", this.name, this.share.term());
		this.share = new Share(0, Set.of(), this.share.nodes(), false);
		this.work.interrupt();
		this.work.keepOnly(Set.of());
	}

	/** Removes dead nodes, and takes or leaves shards. */
	private void share(long term) {
		Share next = this.table.together(() -> {
			boolean mayChange = this.table.lockSharing();
			if (mayChange && this.lease.mayExpireOthers()) {
				this.table.removeExpired(term)
					.forEach((node) -> log
						.warn("node {} has sent no heartbeat for a whole lease: its deliveries go to others", node));
			}
			List<Long> nodes = this.table.terms();
			if (!nodes.contains(term)) {
				return null;
			}
			Set<Integer> mine = this.table.shardsOf(term);
			int more = this.plan.plan(mine, nodes.indexOf(term), nodes.size());
			if (mayChange && more > 0) {
				mine.addAll(this.table.takeShards(term, more));
			}
			mine.removeAll(this.plan.leaving());
			boolean sole = nodes.size() == 1 && mine.size() == Shards.NUMBER;
			return new Share(term, Set.copyOf(mine), nodes.size(), sole);
		});
		// only now: before the commit, no new shard is ours
		if (next != null) {
			set(next);
		}
		free();
	}

	private void set(Share next) {
		if (next.equals(this.share)) {
			return;
		}
		log.info("node {}: {} of {} shards, {} node{}", this.name, next.shards().size(), Shards.NUMBER, next.nodes(),
				(next.nodes() == 1) ? "" : "s");
		// before memory can count as complete
		this.work.expectMore();
		this.share = next;
		this.work.keepOnly(next.shards());
		this.work.expectMore();
	}

	/** Frees shards of which no delivery runs any more. */
	private void free() {
		if (!this.plan.leaving().isEmpty()) {
			this.table.freeShards(this.share.term(),
					this.plan.leaving().stream().filter((shard) -> !this.work.holds(shard)).toList());
		}
	}

}
