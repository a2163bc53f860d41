/**
 * Read models for people: searches and counts over events, deliveries, calls and the
 * audit. The pages and the JSON API both read here. {@code Events}, {@code Deliveries}
 * and {@code AuditTrail} are lists by a filter. {@code EventQueries} reads single events
 * and deliveries. {@code Deliveries} also says what a delivery waits for.
 * {@code CallStories} reads what happened to a call. {@code Unrouted} has the events for
 * which no rule was true. {@code DeadLetters} groups dead letters by their {@code Cause}.
 * {@code PastEvents} gives a backfill its events. A new filter is a component of its
 * {@code …Filter} record, such as {@code EventFilter}, and a line in
 * {@code EventConditions}.
 */
@NullMarked
package io.switchboard.history;

import org.jspecify.annotations.NullMarked;
