package io.switchboard.delivery.cluster;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/** What a node does with the shards that it owns. */
public interface Work {

	/** The table may hold deliveries that memory does not: it is read soon. */
	public void expectMore();

	/** Ends what runs, as far as it heeds an interrupt. */
	public void interrupt();

	/**
	 * Lets go of the deliveries of all other shards, unless they run already.
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
	 * The version of this node's switchboard.
	 * @return what stands for all that it says, or null while there is none
	 */
	public @Nullable String switchboard();

	/**
	 * The routes that take deliveries on this node now.
	 * @return their ids
	 */
	public Set<String> routes();

}
