/** Deliveries in memory: channels, lanes and gates, and what runs of them. */
@NullMarked
package io.switchboard.delivery.queue;

import org.jspecify.annotations.NullMarked;
