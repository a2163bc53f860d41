/**
 * Each event on its way to one route is a delivery. It is kept, run, tried again, and in
 * the end delivered or a dead letter.
 * <p>
 * From the bottom up: {@code cluster} says which node may run what, {@code table} holds
 * the SQL, {@code queue} holds deliveries in memory and runs them, {@code durable} is the
 * Camel component, {@code decision} asks the switchboard. Each package knows those that
 * stand before it here, and none behind it.
 */
@NullMarked
package io.switchboard.delivery;

import org.jspecify.annotations.NullMarked;
