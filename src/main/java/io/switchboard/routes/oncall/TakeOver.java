package io.switchboard.routes.oncall;

import java.time.Instant;

/**
 * Somebody has taken over.
 *
 * @param id its number
 * @param rota of which rota
 * @param person their key in the rota
 * @param from when it begins
 * @param to when it ends
 * @param madeBy who said so
 */
public record TakeOver(long id, String rota, String person, Instant from, Instant to, String madeBy) {
}
