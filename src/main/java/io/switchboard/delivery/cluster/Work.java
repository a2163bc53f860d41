package io.switchboard.delivery.cluster;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/** The work of a node, which hears of changes of the shards that it owns. */
public interface Work {

	/** The table may hold deliveries that memory does not. Reads them soon. */
	public void expectMore();

	/** Interrupts all running attempts. */
	public void interrupt();

	/**
	 * Releases the deliveries of all other shards, unless they run already.
	 * @param shards the numbers of the shards that are this node's
	 */
	public void keepOnly(Set<Integer> shards);

	/**
	 * Whether memory holds a delivery of a shard.
	 * @param shard the shard's number
	 * @return true too where that delivery runs
	 */
	public boolean holds(int shard);

	/**
	 * Another node has filed deliveries.
	 * @param routes the ids of their routes; empty if it may be any
	 */
	void filedByOthers(Set<String> routes);

	/**
	 * The digest of this node's switchboard.
	 * @return null while there is none
	 */
	public @Nullable String switchboard();

	/**
	 * The routes that take deliveries on this node now.
	 * @return their ids
	 */
	public Set<String> routes();

}
