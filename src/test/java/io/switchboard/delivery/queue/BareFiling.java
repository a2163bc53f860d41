package io.switchboard.delivery.queue;

import java.time.Instant;
import java.util.List;

import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.delivery.table.DeliveryTable;
import io.switchboard.inbox.EventListener;

/** Files deliveries as the inbox does, without a channel that takes them. */
public final class BareFiling {

	private final NewDeliveries deliveries;

	public BareFiling(DeliveryTable table, Ownership ownership, Instant now, String rules,
			List<EventListener.Decided> events) {
		this.deliveries = new NewDeliveries(table.inserts(), ownership, now, rules, (call) -> false, events,
				(planned) -> new Claims(new Channels((consumer) -> {
					throw new IllegalStateException();
				}), planned, (channel) -> {
				}));
	}

	public EventListener.Filing filing() {
		return this.deliveries;
	}

	/** The deliveries that the last transaction filed. */
	public List<Delivery> filed() {
		return this.deliveries.filed();
	}

}
