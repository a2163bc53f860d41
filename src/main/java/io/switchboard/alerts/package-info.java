/**
 * Tells people what needs them. {@code Standing} says what is wrong, once for overview,
 * metrics and alerts, as {@code Trouble}s. {@code AlertJob} runs on every node:
 * {@code SignTable} keeps what only this node sees, and the leader alone follows all
 * troubles in {@code AlertTable}, decides by {@code Manners} what is told when, and sends
 * it through {@code Channels}, past all routes. The message is kept before it is sent, so
 * that a restart loses none. {@code StoreWatch} does without the store: it tells that the
 * store is away.
 */
@NullMarked
package io.switchboard.alerts;

import org.jspecify.annotations.NullMarked;
