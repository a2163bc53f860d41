package io.switchboard.delivery.table;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/** How far this node has looked for deliveries that others filed. */
public class Newest {

	private @Nullable Long position;

	/** The position before that: a transaction with lower ids may be committed later. */
	private @Nullable Long before;

	/** The routes for which anything was filed since the last look but one. */
	public Set<String> routes(DeliveryTable table) {
		Long from = this.before;
		this.before = this.position;
		this.position = table.newest();
		return (from != null) ? table.routesAfter(from) : Set.of();
	}

}
