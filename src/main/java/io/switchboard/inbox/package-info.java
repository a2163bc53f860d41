/**
 * Every event that the platform sent, kept once. {@code Inbox} takes the bytes,
 * {@code EventParser} makes an event of them or marks it as in quarantine,
 * {@code EventBatch} stores what came in together.
 */
@NullMarked
package io.switchboard.inbox;

import org.jspecify.annotations.NullMarked;
