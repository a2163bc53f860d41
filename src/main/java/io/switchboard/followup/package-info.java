/**
 * Nobody who called is forgotten. A missed call opens a follow-up for its number and
 * team, or adds a try to the one that waits. It ends by a call with that number that is
 * answered, by a text to it if so set, or by hand.
 * <p>
 * {@code FollowUpJob} reads the events {@code call.settled} on one node of several, and
 * {@code Projection} keeps what they tell. {@code Grouping} says which tries belong
 * together, and closes the follow-up whose tries an answered call ended (table {@code
 * follow_up}, column {@code ended_by_call}). The result is the same in whatever order
 * they come, however often, and whatever is corrected. It looks only at the groups that a
 * call changes, so a number with many calls costs no more than any other. What people do
 * are conditional updates in {@code FollowUps}. Events that tell of it ({@code
 * followup.opened}, {@code due}, {@code closed}) are written down in the same
 * transaction, in the table {@code follow_up_event}, and filed from there under ids that
 * file each once.
 */
@NullMarked
package io.switchboard.followup;

import org.jspecify.annotations.NullMarked;
