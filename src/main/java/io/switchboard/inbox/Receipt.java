package io.switchboard.inbox;

import org.jspecify.annotations.Nullable;

/**
 * The answer of the inbox once an event is safe.
 *
 * @param status what became of it
 * @param id the id by which people find it
 * @param reason why it is in quarantine or a duplicate, or null
 */
public record Receipt(EventStatus status, String id, @Nullable String reason) {
}
