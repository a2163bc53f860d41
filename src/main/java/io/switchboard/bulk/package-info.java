/**
 * Many deliveries that are redelivered or discarded at once. A bulk operation walks
 * through the deliveries of one route that its filter names, oldest first. The first some
 * hundreds are changed while who asked waits; the rest goes on in the background, on one
 * node. Each part is committed together with how far the operation is, so that a node
 * that dies leaves nothing out and changes nothing twice. Redelivered ones let live
 * deliveries go first, see {@code delivery.queue}: so only some hundreds of them are open
 * at a time.
 */
@NullMarked
package io.switchboard.bulk;

import org.jspecify.annotations.NullMarked;
