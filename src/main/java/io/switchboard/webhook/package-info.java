/**
 * The front door: admits an event, hands it to the inbox, and answers. {@code
 * WebhookRoute} is the Camel route. {@code Admission} checks rate, key, size, method and
 * encoding, and drops the request's headers, so that none reaches a route.
 * {@code WebhookKeys} has the keys, and {@code DoorKeys} compares them in constant time.
 * {@code
 * KeepEvent} answers once the event is safe. {@code HookRoute} is the same for hooks of
 * one's own, {@code hooks.<name>}.
 */
@NullMarked
package io.switchboard.webhook;

import org.jspecify.annotations.NullMarked;
