package io.switchboard.bulk;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.switchboard.bulk.Bulk.Action;
import io.switchboard.bulk.Bulk.Wanted;
import io.switchboard.delivery.table.DeliveryStatus;
import io.switchboard.delivery.table.PastDeliveries;
import io.switchboard.history.DeliveryFilter;
import io.switchboard.history.DeliveryParts;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/** Starts bulk operations, and tells their state. */
@Component
public class Bulks {

	private static final int LISTED = 50;

	private final BulkTable table;

	private final BulkSteps steps;

	private final DeliveryParts parts;

	private final PastDeliveries deliveries;

	/** The nodes' clocks may differ, and what ended since is told by this time. */
	private final Clock clock;

	Bulks(Store store, BulkTable table, BulkSteps steps, DeliveryParts parts, PastDeliveries deliveries) {
		this.clock = store.clock();
		this.table = table;
		this.steps = steps;
		this.parts = parts;
		this.deliveries = deliveries;
	}

	/**
	 * Starts one for each route. The first part of each is done at the end of this call.
	 * @param action the change of each delivery
	 * @param filter the deliveries, with a status
	 * @param by the user, or null
	 * @return their state; empty if the filter finds nothing
	 * @throws SQLException if the store cannot be reached
	 */
	public List<Bulk> start(Action action, DeliveryFilter filter, @Nullable String by) throws SQLException {
		long until = this.parts.newest();
		List<Bulk> started = new ArrayList<>();
		for (Map.Entry<String, Long> route : this.parts.counts(filter).entrySet()) {
			Wanted wanted = new Wanted(action, route.getKey(), filter.withRoute(route.getKey()));
			long id = this.table.insert(wanted, until, route.getValue(), by, this.clock.instant());
			this.steps.step(this.table.find(id).orElseThrow());
			started.add(this.table.find(id).orElseThrow());
		}
		return started;
	}

	/**
	 * One of them.
	 * @param id its number
	 * @return empty if there is none
	 */
	public Optional<Bulk> find(long id) {
		return this.table.find(id);
	}

	/**
	 * The latest.
	 * @return the newest first, 50 at most
	 */
	public List<Bulk> latest() {
		return this.table.newest(LISTED);
	}

	/**
	 * Counts the deliveries that one has redelivered.
	 * @param bulk one
	 * @return how many the store has, by status; those that were redelivered since do not
	 * count
	 */
	public Map<DeliveryStatus, Long> deliveries(Bulk bulk) {
		return this.deliveries.countsOfBulk(bulk.id());
	}

	/**
	 * Stops one. Deliveries that it has redelivered go on.
	 * @param id its number
	 * @return false if it has ended already
	 * @throws SQLException if the store cannot be reached
	 */
	public boolean stop(long id) throws SQLException {
		return this.table.stop(id, this.clock.instant());
	}

}
