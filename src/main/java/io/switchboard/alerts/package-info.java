/**
 * Alerts: messages to people about problems that need them. {@code Standing} finds the
 * problems, as {@code Trouble}s, for overview, metrics and alerts alike. {@code AlertJob}
 * runs on every node. {@code SignTable} stores what only this node sees. The leader alone
 * follows all problems in {@code AlertTable}, decides by {@code AlertPolicy} what to tell
 * when, and sends it through {@code Channels}, without any route. The message is stored
 * before it is sent, so that a restart loses none. {@code StoreWatch} reports an outage
 * of the store without using the store.
 */
@NullMarked
package io.switchboard.alerts;

import org.jspecify.annotations.NullMarked;
