package io.switchboard.calls;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of calls, newest first.
 *
 * @param calls at most the limit; a search by name may give fewer, even none, although
 * more follow
 * @param next where the next page begins, or null when this is the last
 */
public record CallPage(List<Call> calls, @Nullable CallCursor next) {
}
