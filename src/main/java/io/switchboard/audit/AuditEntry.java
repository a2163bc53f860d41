package io.switchboard.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An action of a person or a program.
 *
 * @param id its number; 0 until it is noted
 * @param at when
 * @param who a user's name; {@code api} for a program with the token
 * @param action the name of the action, such as {@code delivery.redeliver}
 * @param subject the id of a delivery, a route or a call; null if it is not a single one
 * @param details the parameters and the result, or null
 * @param reason why, in the words of the person, or null
 */
public record AuditEntry(long id, Instant at, String who, String action, @Nullable String subject,
		@Nullable String details, @Nullable String reason) {
}
