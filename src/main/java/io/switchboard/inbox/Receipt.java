package io.switchboard.inbox;

import org.jspecify.annotations.Nullable;

/**
 * What the inbox says of an event once it is safe.
 *
 * @param status what became of it
 * @param id under which id it can be looked up
 * @param reason why it is in quarantine or a duplicate, or null
 */
public record Receipt(EventStatus status, String id, @Nullable String reason) {
}
