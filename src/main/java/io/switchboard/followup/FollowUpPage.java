package io.switchboard.followup;

import java.util.List;

import io.switchboard.calls.CallCursor;
import org.jspecify.annotations.Nullable;

/**
 * Some follow-ups.
 *
 * @param followUps first those who wait longest; of closed ones, first the last one
 * closed
 * @param next where the next page begins, or null
 */
public record FollowUpPage(List<FollowUp> followUps, @Nullable CallCursor next) {
}
