/**
 * Where an event goes. {@code DecisionAtTheDoor} asks the switchboard before the event is
 * stored, and gives up after 25 ms; {@code DoorPause} keeps a slow switchboard from being
 * asked at all. What is not decided then is a delivery to the switchboard, and decided
 * with retries. {@code SwitchboardDecision} answers "where would it go?" and keeps
 * nothing; {@code DecideAnew} puts to the switchboard what went to {@code unrouted}. That
 * no rule is true is found where the decision is noted, in
 * {@code durable.DurableConsumer}; the word stands in {@code table.RouteNames}.
 */
@NullMarked
package io.switchboard.delivery.decision;

import org.jspecify.annotations.NullMarked;
