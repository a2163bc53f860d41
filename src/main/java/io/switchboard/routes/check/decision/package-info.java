/**
 * Checks the switchboard, which decides where events go. {@code SwitchboardCheck} allows
 * only steps that decide, {@code ConditionCheck} and {@code Truth} check a rule's
 * condition. {@code WiringCheck} asks whether all that is named exists.
 * {@code DecisionCheck} works out by {@code Decisions} where each kind of event goes:
 * nowhere ({@code UnroutedCheck}), to an earlier rule ({@code HiddenCheck}), or otherwise
 * than the map says ({@code MapCheck}).
 */
@NullMarked
package io.switchboard.routes.check.decision;

import org.jspecify.annotations.NullMarked;
