package io.switchboard.audit;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What somebody did.
 *
 * @param id its number; 0 until it is noted
 * @param at when
 * @param who a user's name; {@code api} for a program with the token
 * @param action what, such as {@code delivery.redeliver}
 * @param subject to what: the id of a delivery, a route, a call; null where that is not
 * one thing
 * @param details which of them, and what came of it; null where there is no more to say
 * @param reason why, in the words of who did it, or null
 */
public record Deed(long id, Instant at, String who, String action, @Nullable String subject, @Nullable String details,
		@Nullable String reason) {
}
