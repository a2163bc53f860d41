/**
 * The Camel component {@code durable:}, and the exchange that a route gets.
 * {@code DurableProducer} notes where the switchboard sends an event.
 * {@code DurableConsumer} runs deliveries and the decisions of the switchboard.
 * {@code EventExchange} fills the exchange; the facts that the folder has for an event
 * (hours, rota, rows of tables) come through {@code FolderFacts}, from {@code routes}.
 * {@code DurableRoutes} hands channels over from one revision of a route to the next.
 */
@NullMarked
package io.switchboard.delivery.durable;

import org.jspecify.annotations.NullMarked;
