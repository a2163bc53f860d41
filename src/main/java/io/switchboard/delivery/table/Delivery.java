package io.switchboard.delivery.table;

import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.cluster.Shards;
import io.switchboard.inbox.Event;
import io.switchboard.voipstudio.EventOrder;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one route.
 *
 * @param id our own number
 * @param event the event, whole
 * @param route the route's id, which is the channel's name
 * @param shard the part of the work that it belongs to, see {@link Shards}
 * @param order where its event stands among those of its call, see {@link EventOrder}
 * @param attempts how often it was tried before
 * @param uncounted how many of these do not count against the route's maximum
 * @param waits how often it asked to be run again later
 * @param redeliveries how often somebody had it delivered again
 * @param term under which the node holds it, see {@link Ownership}
 */
public record Delivery(long id, Event event, String route, int shard, String order, int attempts, int uncounted,
		int waits, int redeliveries, long term) implements Comparable<Delivery> {

	/** The idempotency key for destinations that take one. */
	public String eventKey() {
		return this.event.id() + "/" + this.route;
	}

	/** The call within which order is kept, or null where there is none. */
	public @Nullable Long call() {
		return this.event.rootCallId();
	}

	/** As the events of one call happened. */
	@Override
	public int compareTo(Delivery other) {
		int byOrder = this.order.compareTo(other.order);
		return (byOrder != 0) ? byOrder : Long.compare(this.id, other.id);
	}

}
