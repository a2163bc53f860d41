/**
 * All SQL that writes deliveries, attempts and pauses; {@code history} reads them too.
 * {@code DeliveryInserts} files, {@code DeliveryTable} reads the backlog, and
 * {@code AttemptOutcomes} stores how attempts ended. These three run with every event,
 * and are written for speed. {@code DeliveryChanges} does what operators ask.
 * {@code AnswerTable} stores the answers to attempts. {@code FinishedDeliveries} deletes
 * the rows of old events. {@code PausedRoutes} stores which routes operators have paused.
 */
@NullMarked
package io.switchboard.delivery.table;

import org.jspecify.annotations.NullMarked;
