/**
 * What a route may fail with. A route throws one of the public exceptions where it knows
 * more than the destination's answer says. {@code FailureVerdict} reads any failure and
 * gives a {@code Verdict}: what it says of this delivery, and what of the destination.
 */
@NullMarked
package io.switchboard.failure;

import org.jspecify.annotations.NullMarked;
