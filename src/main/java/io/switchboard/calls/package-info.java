/**
 * One row for each real call, worked out from its events, and what is asked of them.
 * {@code CallFold} works a call out, {@code Leg} one leg of it, and {@code CallMoment}
 * what one event says. Whether somebody answered is decided by
 * {@code voipstudio.AnsweredRule}.
 */
@NullMarked
package io.switchboard.calls;

import org.jspecify.annotations.NullMarked;
