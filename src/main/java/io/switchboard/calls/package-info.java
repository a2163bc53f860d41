/**
 * One row for each real call, worked out from its events.
 * <ul>
 * <li>Working a call out: {@code CallFold} for the row of a call, {@code SettledCall} for
 * {@code call.settled}. Both read {@code CallLegs}, which has a {@code Leg} for each leg,
 * which has a {@code CallMoment} for each event. Whether somebody answered is decided by
 * {@code voipstudio.AnsweredRule}, whether an end is the last one by
 * {@code voipstudio.FinalRule}.
 * <li>Keeping the rows up to date: {@code CallProjector} follows the events a moment
 * later. {@code CallUpdate} works rows out and writes them through {@code CallTable}.
 * {@code CallRetention} deletes the calls whose events were deleted.
 * <li>Filing {@code call.settled}: {@code DueRule} says when. {@code SettlingJob} finds
 * the calls that are due. {@code SettledFiling} files the {@code SettledEvent}.
 * {@code FiledSettlements} knows what was filed before. {@code IncompleteCalls} finds
 * calls of which events are missing; {@code reconciliation} asks VoIPstudio about them.
 * <li>Reading: {@code Calls}, for the pages and the API.
 * </ul>
 */
@NullMarked
package io.switchboard.calls;

import org.jspecify.annotations.NullMarked;
