/**
 * Scenarios. {@code ScenarioReader} reads a file and refuses one that cannot be played,
 * by {@code PossibleSteps}. {@code EventKind} has the events that a step can be, with
 * their fields; a new kind of event begins there. {@code Planner} plans times, ids and
 * requests, and {@code Player} sends them.
 */
@NullMarked
package io.switchboard.simulator.scenario;

import org.jspecify.annotations.NullMarked;
