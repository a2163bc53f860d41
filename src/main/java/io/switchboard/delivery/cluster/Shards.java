package io.switchboard.delivery.cluster;

import io.switchboard.inbox.Event;

/**
 * Into how many parts the deliveries are shared out among nodes. All deliveries of one
 * call are in one part, and so on one node: that keeps their order.
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
