/**
 * One row for each real call, worked out from its events, and what is asked of them.
 * <ul>
 * <li>What a call comes to: {@code CallFold} for the row of a call, {@code SettledCall}
 * for {@code call.settled}. Both read {@code CallLegs}, which has a {@code Leg} for each
 * leg, which has a {@code CallMoment} for each event. Whether somebody answered is
 * decided by {@code voipstudio.AnsweredRule}, whether an end is the last one by
 * {@code voipstudio.FinalRule}.
 * <li>Keeping the rows up to date: {@code CallProjector} follows the events a moment
 * later, {@code CallUpdate} works rows out and writes them through {@code CallTable},
 * {@code CallRetention} deletes the calls whose events are gone.
 * <li>Filing {@code call.settled}: {@code DueRule} says when, {@code SettlingJob} looks
 * which calls are due, {@code SettledFiling} files the {@code SettledEvent}, and
 * {@code FiledSettlements} knows what was filed before. {@code IncompleteCalls} are those
 * of which what came cannot be all: {@code reconciliation} asks VoIPstudio about them.
 * <li>Reading: {@code Calls}, for the pages and the API.
 * </ul>
 */
@NullMarked
package io.switchboard.calls;

import org.jspecify.annotations.NullMarked;
