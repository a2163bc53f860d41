/**
 * A route that is run over past events. A backfill walks through the events that its
 * filter names, oldest first, asks the switchboard which of them the route is to get, and
 * files these deliveries at a pace. One node does it at a time. The deliveries and how
 * far the backfill is are committed together, so that a node that dies leaves nothing out
 * and files nothing twice. Deliveries of past events let live ones go first, see
 * {@code delivery.queue}.
 */
@NullMarked
package io.switchboard.backfill;

import org.jspecify.annotations.NullMarked;
