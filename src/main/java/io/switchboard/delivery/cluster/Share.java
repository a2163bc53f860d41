package io.switchboard.delivery.cluster;

import java.util.Set;

/**
 * The part of the deliveries that a node may run.
 *
 * @param term the node's number, which no node had before; 0 before the first
 * @param shards the numbers of the shards on which it may start deliveries
 * @param nodes how many nodes there are, this one included
 * @param sole whether no other node files or runs deliveries
 */
record Share(long term, Set<Integer> shards, int nodes, boolean sole) {

	static final Share NONE = new Share(0, Set.of(), 1, false);

}
