package io.switchboard.delivery;

import io.switchboard.inbox.Event;

/**
 * One event on its way to one route.
 *
 * @param id our own number
 * @param event the event, whole
 * @param route the route's id, which is the channel's name
 * @param attempts how often it was tried before
 */
record Delivery(long id, Event event, String route, int attempts) {

	/** The idempotency key for destinations that take one. */
	String eventKey() {
		return this.event.id() + "/" + this.route;
	}

}
