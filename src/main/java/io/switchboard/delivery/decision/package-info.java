/**
 * Where an event goes. {@code DecisionAtTheDoor} asks the switchboard before the event is
 * stored, and gives up after 25 ms; {@code DoorPause} pauses the questions to a slow
 * switchboard. An event that is not decided at the door becomes a delivery to the
 * switchboard, which is tried again like any other. {@code SwitchboardDecision} answers
 * "where would it go?" and stores nothing. {@code DecideAnew} asks again about events
 * that went to {@code unrouted}. {@code durable.DurableConsumer} sends an event to
 * {@code unrouted} if no rule is true; {@code table.RouteNames} has that name.
 */
@NullMarked
package io.switchboard.delivery.decision;

import org.jspecify.annotations.NullMarked;
