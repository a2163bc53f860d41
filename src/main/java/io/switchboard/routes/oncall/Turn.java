package io.switchboard.routes.oncall;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The person on call from one time to another.
 *
 * @param from when it begins
 * @param to when it ends
 * @param person the person, or null if nobody is on call
 * @param byHand whether somebody has taken over from the person of the rota
 */
public record Turn(Instant from, Instant to, @Nullable Person person, boolean byHand) {
}
