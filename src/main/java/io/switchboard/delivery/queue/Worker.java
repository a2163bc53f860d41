package io.switchboard.delivery.queue;

import io.switchboard.delivery.table.Delivery;

/** Runs the deliveries of a channel, one after another, while any may start. */
class Worker implements Runnable {

	private final Channel channel;

	private final DeliveryRunner runner;

	Worker(Channel channel, DeliveryRunner runner) {
		this.channel = channel;
		this.runner = runner;
	}

	@Override
	public void run() {
		boolean hasPlace = true;
		try {
			Delivery delivery = this.channel.next();
			while (delivery != null) {
				hasPlace = this.runner.run(this.channel, this.channel.consumer(), delivery);
				delivery = hasPlace ? this.channel.next() : null;
			}
		}
		finally {
			if (hasPlace) {
				this.channel.leave();
			}
		}
	}

}
