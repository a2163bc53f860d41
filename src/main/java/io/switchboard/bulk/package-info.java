/**
 * Many deliveries that are redelivered or discarded at once. A bulk operation reads the
 * deliveries of one route and a filter, oldest first. The first few hundred are changed
 * while the caller waits. The others follow in the background, on one node. Each part is
 * committed together with the position, so that a crash leaves nothing out and changes
 * nothing twice. What dies once more while it runs is left out, so that two of them
 * repeat nothing of each other. Live deliveries go before redelivered ones, see
 * {@code delivery.queue}. So only a few hundred of these are open at a time.
 */
@NullMarked
package io.switchboard.bulk;

import org.jspecify.annotations.NullMarked;
