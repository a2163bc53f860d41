package io.switchboard.delivery.queue;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.switchboard.delivery.cluster.LeasedOwnership;
import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.cluster.Shards;
import io.switchboard.delivery.cluster.Work;

/**
 * Nodes that share the work as {@link LeasedOwnership} does, with the tables {@code node}
 * and {@code shard}. A lease ends when the test says so.
 */
final class Cluster {

	private final Set<Long> terms = new TreeSet<>();

	private final Map<Integer, Long> owners = new HashMap<>();

	private final List<Member> members = new ArrayList<>();

	private long lastTerm;

	Member join() {
		Member member = new Member();
		this.members.add(member);
		return member;
	}

	/** One of them. */
	final class Member implements Ownership {

		private final Set<Integer> leaving = new TreeSet<>();

		private Set<Integer> shards = Set.of();

		private Work work;

		private long term;

		private int nodes;

		private boolean lapsed = true;

		/** Ends its lease; no other node has removed it. */
		private boolean suspended;

		@Override
		public void start(Work work) {
			this.work = work;
			begin();
		}

		private void begin() {
			this.term = ++Cluster.this.lastTerm;
			this.shards = Set.of();
			this.nodes = 2;
			this.lapsed = false;
			this.suspended = false;
			this.leaving.clear();
			Cluster.this.terms.add(this.term);
			// a node accepts nothing before all others know it
			Cluster.this.members.forEach((member) -> {
				if (!member.lapsed && !member.suspended) {
					member.share();
				}
			});
		}

		/** It stops by itself, before others remove it. */
		void lapse() {
			this.lapsed = true;
			Cluster.this.terms.remove(this.term);
			Cluster.this.owners.values().removeIf((owner) -> owner == this.term);
		}

		/**
		 * The store does not answer its heartbeats: it starts nothing, until one does.
		 */
		void suspend() {
			if (!isSole()) {
				this.suspended = true;
				this.work.interrupt();
			}
		}

		void leave() {
			lapse();
			Cluster.this.members.remove(this);
		}

		void beat() {
			if (this.lapsed) {
				this.work.interrupt();
				this.work.keepOnly(Set.of());
				begin();
			}
			else if (this.suspended) {
				this.work.expectMore();
				this.suspended = false;
			}
			share();
		}

		private void share() {
			int count = Cluster.this.terms.size();
			int index = new ArrayList<>(Cluster.this.terms).indexOf(this.term);
			int part = Shards.NUMBER / count + ((index < Shards.NUMBER % count) ? 1 : 0);
			Set<Integer> mine = IntStream.range(0, Shards.NUMBER)
				.filter((shard) -> Cluster.this.owners.getOrDefault(shard, 0L) == this.term)
				.boxed()
				.collect(Collectors.toCollection(TreeSet::new));
			this.leaving.retainAll(mine);
			for (int shard = 0; shard < Shards.NUMBER && mine.size() < part; shard++) {
				if (Cluster.this.owners.putIfAbsent(shard, this.term) == null) {
					mine.add(shard);
				}
			}
			mine.stream().skip(part).forEach(this.leaving::add);
			mine.removeAll(this.leaving);
			set(mine, count);
			this.leaving.stream().filter((shard) -> !this.work.holds(shard)).forEach(Cluster.this.owners::remove);
		}

		private void set(Set<Integer> mine, int count) {
			if (mine.equals(this.shards) && count == this.nodes) {
				return;
			}
			this.work.expectMore();
			this.shards = new HashSet<>(mine);
			this.nodes = count;
			this.work.keepOnly(mine);
			this.work.expectMore();
		}

		@Override
		public long term() {
			return this.term;
		}

		@Override
		public Set<Integer> shards() {
			return this.shards;
		}

		@Override
		public boolean mayRun(long term, int shard) {
			return stands(term) && this.shards.contains(shard);
		}

		@Override
		public boolean stands(long term) {
			return !this.lapsed && !this.suspended && term == this.term;
		}

		@Override
		public boolean isSole() {
			return !this.lapsed && !this.suspended && this.nodes == 1 && this.shards.size() == Shards.NUMBER;
		}

		@Override
		public int nodes() {
			return this.nodes;
		}

		@Override
		public void confirm(Connection connection, long term) {
			if (!Cluster.this.terms.contains(term)) {
				throw new TermOverException(term);
			}
		}

	}

}
