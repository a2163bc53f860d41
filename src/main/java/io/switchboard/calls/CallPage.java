package io.switchboard.calls;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Some calls, newest first.
 *
 * @param calls at most as many as were asked for; with a search by name there may be
 * fewer, even none, while more follow
 * @param next where the next page begins, or null when this is the last
 */
public record CallPage(List<Call> calls, @Nullable CallCursor next) {
}
