package io.switchboard.delivery.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says which shards a node takes, and which it leaves for others. Each node has an equal
 * part. A shard is left in two steps: nothing more is started on it, and it is freed once
 * nothing of it runs.
 */
final class ShardPlan {

	private final Set<Integer> leaving = new TreeSet<>();

	/**
	 * How many shards a node should have.
	 * @param place the node's place among all nodes, from 0
	 * @param nodes how many nodes there are
	 */
	static int part(int place, int nodes) {
		return Shards.NUMBER / nodes + ((place < Shards.NUMBER % nodes) ? 1 : 0);
	}

	/**
	 * Plans anew. It leaves exactly the shards that are too many, even if it has left
	 * some before: the nodes that should take those may have gone.
	 * @param mine the shards that the table says are this node's
	 * @return how many more to take; 0 if the node has its part
	 */
	int plan(Set<Integer> mine, int place, int nodes) {
		int part = part(place, nodes);
		int surplus = Math.max(0, mine.size() - part);
		this.leaving.retainAll(mine);
		List<Integer> kept = this.leaving.stream().skip(surplus).toList();
		this.leaving.removeAll(kept);
		mine.stream()
			.filter((shard) -> !this.leaving.contains(shard))
			.sorted(Comparator.reverseOrder())
			.limit(surplus - this.leaving.size())
			.toList()
			.forEach(this.leaving::add);
		return Math.max(0, part - mine.size());
	}

	/**
	 * The shards that this node still owns, but on which it starts no more deliveries.
	 */
	Set<Integer> leaving() {
		return this.leaving;
	}

	/** A new term has no shards yet. */
	void clear() {
		this.leaving.clear();
	}

}
