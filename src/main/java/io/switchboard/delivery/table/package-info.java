/**
 * All SQL that writes deliveries, attempts and pauses; {@code history} reads them too.
 * {@code DeliveryInserts} files, {@code DeliveryTable} reads the backlog,
 * {@code AttemptOutcomes} stores how attempts ended: these three run with every event,
 * and are written for speed. {@code DeliveryChanges} is what operators do;
 * {@code AnswerTable} keeps what attempts were answered; {@code FinishedDeliveries} go
 * with their events.
 */
@NullMarked
package io.switchboard.delivery.table;

import org.jspecify.annotations.NullMarked;
