/**
 * Read models for people: searches and counts over events, deliveries, calls and the
 * audit. The pages and the JSON API both read here. {@code Events}, {@code Deliveries}
 * and {@code AuditTrail} are lists by a filter; {@code EventQueries} reads one event or
 * delivery; {@code CallStories} what happened to a call; {@code Unrouted} what no rule
 * wanted; {@code DeadLetters} groups dead letters by their {@code Cause};
 * {@code PastEvents} is what a backfill walks through.
 */
@NullMarked
package io.switchboard.history;

import org.jspecify.annotations.NullMarked;
