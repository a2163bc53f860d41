package io.switchboard.delivery.queue;

import io.switchboard.delivery.table.Delivery;

/** Runs one delivery. */
@FunctionalInterface
interface DeliveryRunner {

	/** Never throws; false if the place in which it ran has gone to another. */
	boolean run(Channel channel, ChannelConsumer consumer, Delivery delivery);

}
