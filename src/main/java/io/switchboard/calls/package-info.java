/**
 * One row for each real call, worked out from its events, and what is asked of them.
 * {@code CallFold} works a call out, {@code Leg} one leg of it, and {@code CallMoment}
 * says what one event means: whether somebody answered is decided there, in
 * {@code answeredAt}.
 */
@NullMarked
package io.switchboard.calls;

import org.jspecify.annotations.NullMarked;
