/**
 * The failures of routes. A route throws one of the public exceptions if it knows more
 * than the destination's answer says. {@code FailureVerdict} reads any failure and gives
 * a {@code Verdict}: its meaning for this delivery, and for the destination.
 * {@code RetryAfter} is the time that a server asked for. {@code Done} remembers the
 * parts of a delivery that later attempts must not repeat.
 */
@NullMarked
package io.switchboard.failure;

import org.jspecify.annotations.NullMarked;
