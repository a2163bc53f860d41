/**
 * Every event that the platform sent, kept once. {@code Inbox} takes the bytes.
 * {@code EventParser} makes an event of them, or marks it as in quarantine.
 * {@code EventBatch} stores the events that came in together, through {@code EventTable}.
 * {@code ContentKey} says when two events with different ids are the same one. Other
 * rooms take part by {@code EventListener}, which files deliveries in the same commit,
 * and follow by {@code EventFeed}. {@code Retention} deletes old events, a step at a
 * time; every node looks for them, and a {@code store.Leader} deletes; {@code OldEvents}
 * says which may go and {@code EventDependents} what goes with them. {@code FilingCheck}
 * proves that every event has a delivery. {@code KnownNumbers} finds what is kept of a
 * number that somebody typed.
 */
@NullMarked
package io.switchboard.inbox;

import org.jspecify.annotations.NullMarked;
