package io.switchboard.delivery.cluster;

import io.switchboard.inbox.Event;

/**
 * The number of shards among which the deliveries are divided. All deliveries of one call
 * are in one shard, and so on one node. That keeps their order.
 */
public final class Shards {

	/** As many as the table {@code shard} has rows. */
	public static final int NUMBER = 64;

	private Shards() {
	}

	public static int of(Event event) {
		Long call = event.rootCallId();
		int hash = (call != null) ? Long.hashCode(call * 0x9E3779B97F4A7C15L) : event.id().hashCode();
		return Math.floorMod(hash ^ (hash >>> 16), NUMBER);
	}

}
