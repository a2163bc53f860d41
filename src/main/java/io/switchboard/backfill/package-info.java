/**
 * A route that is run over past events. A backfill reads the events of its filter, oldest
 * first. It asks the switchboard which of them the route gets, and files these deliveries
 * at a pace. One node does it at a time. Deliveries and position are committed together,
 * so that a crash leaves nothing out and files nothing twice. Deliveries of past events
 * let live ones go first, see {@code delivery.queue}.
 */
@NullMarked
package io.switchboard.backfill;

import org.jspecify.annotations.NullMarked;
