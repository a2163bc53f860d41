package io.switchboard.routes.oncall;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Who has it from one time to another.
 *
 * @param from when it begins
 * @param to when it ends
 * @param person who, or null where nobody has it
 * @param byHand whether somebody has taken over from who the rota names
 */
public record Turn(Instant from, Instant to, @Nullable Person person, boolean byHand) {
}
