package io.switchboard.delivery.table;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/** How far the table was looked through for what other nodes filed. */
public class Newest {

	private @Nullable Long position;

	/** A transaction with lower ids may be committed after one with higher ones. */
	private @Nullable Long before;

	/** The routes for which anything was filed since the look before the last. */
	public Set<String> routes(DeliveryTable table) {
		Long from = this.before;
		this.before = this.position;
		this.position = table.newest();
		return (from != null) ? table.routesAfter(from) : Set.of();
	}

}
