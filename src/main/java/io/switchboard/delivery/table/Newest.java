package io.switchboard.delivery.table;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Remembers up to which delivery this node has looked for those that others filed. */
public class Newest {

	private @Nullable Long position;

	/**
	 * The position before the last one, because a transaction with lower ids may be
	 * committed later.
	 */
	private @Nullable Long before;

	/** The routes for which a delivery was filed since the last look but one. */
	public Set<String> routes(DeliveryTable table) {
		Long from = this.before;
		this.before = this.position;
		this.position = table.newest();
		return (from != null) ? table.routesAfter(from) : Set.of();
	}

}
