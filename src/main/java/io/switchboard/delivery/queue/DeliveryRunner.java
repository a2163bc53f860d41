package io.switchboard.delivery.queue;

import io.switchboard.delivery.table.Delivery;

/** Runs one delivery. */
@FunctionalInterface
interface DeliveryRunner {

	/** Never throws. False if the place in which it ran was given to another delivery. */
	boolean run(Channel channel, ChannelConsumer consumer, Delivery delivery);

}
