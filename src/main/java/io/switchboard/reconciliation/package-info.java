/**
 * Compares VoIPstudio's records of calls with what came in, and files what did not.
 * {@code Reconciliation} runs now and then. {@code CallWalk} reads the newest records.
 * {@code HeardCalls} says of which calls the end is known. {@code CallFiling} files a
 * {@code CdrEvent} for each of the others. {@code Silence} raises the alarm when webhooks
 * have stopped. {@code IncompleteCallsJob} asks about calls of which events must be
 * missing.
 */
@NullMarked
package io.switchboard.reconciliation;

import org.jspecify.annotations.NullMarked;
