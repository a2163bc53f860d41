/**
 * Each event on its way to one route is a delivery. It is kept, run, tried again, and in
 * the end delivered or a dead letter.
 * <p>
 * From the bottom up: {@code cluster} says which node may run what. {@code table} holds
 * the SQL. {@code queue} holds deliveries in memory and runs them. {@code durable} is the
 * Camel component. {@code decision} asks the switchboard, and {@code schedule} files
 * events at set times. Each package knows only those that this list names before it.
 */
@NullMarked
package io.switchboard.delivery;

import org.jspecify.annotations.NullMarked;
