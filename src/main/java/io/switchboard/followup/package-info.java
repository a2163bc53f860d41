/**
 * Follow-ups: missed callers who are to be called back. A missed call opens a follow-up
 * for its number and team, or adds a try to the open one. An answered call with that
 * number closes it. So does a text to the number if that is set, or a person.
 * <p>
 * {@code FollowUpJob} reads the events {@code call.settled} on one node of several, and
 * {@code Projection} stores their meaning. {@code Grouping} says which tries belong
 * together, and closes the follow-up whose tries an answered call ended (table {@code
 * follow_up}, column {@code ended_by_call}). The result is the same in whatever order
 * events come, however often, and with all corrections. Only the groups that a call
 * changes are read, so a number with many calls costs no more than any other. The actions
 * of people are conditional updates in {@code FollowUps}.
 * <p>
 * A change writes its events ({@code followup.opened}, {@code due}, {@code closed}) into
 * the table {@code follow_up_event}, in the same transaction. {@code Filing} files them
 * from there, each once by its id.
 */
@NullMarked
package io.switchboard.followup;

import org.jspecify.annotations.NullMarked;
