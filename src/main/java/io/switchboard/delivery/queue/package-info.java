/**
 * Deliveries in memory, and the attempts that run.
 * <p>
 * The way of a delivery: {@link io.switchboard.delivery.queue.Dispatcher} files the
 * deliveries of new events in the commit that stores the events ({@code NewDeliveries}).
 * Before the commit each {@code Channel} claims its own ({@code Claims}, {@code Intake}),
 * so that a reading of the table does not find them first. After the commit they wait in
 * {@code Lanes}, one lane for each call. {@code Starter} takes the first lane that may
 * start: it is this node's to run, and the {@code Gate} (pause, Retry-After, circuit
 * breaker, rate) lets it in. A {@code Worker} runs it through its route
 * ({@code AttemptRunner}), and {@code Acknowledgements} store in groups how attempts
 * ended. {@code AttemptRunner} decides on every failure, and when the next attempt is: by
 * the back-off in {@code ChannelOptions}, unless the server or the route asks for another
 * time.
 * <p>
 * {@code RouteControl} pauses and resumes a route, and says what it waits for. The pause
 * is in the table {@code paused_route}, which the {@code Engine} of each node reads anew
 * at each poll.
 * <p>
 * {@code RouteMeters} has the metrics of each route, {@code AttemptMeters} those of
 * attempts.
 * <p>
 * A channel holds 500 deliveries at most. The rest is backlog in the table, and
 * {@code BacklogReader} reads it once there is room. A {@code Refill} is one such
 * reading. It knows which of its rows are out of date.
 */
@NullMarked
package io.switchboard.delivery.queue;

import org.jspecify.annotations.NullMarked;
