package io.switchboard.simulator.scenario;

import java.time.Instant;

import io.switchboard.simulator.account.Flavour;
import io.switchboard.simulator.wire.Faults;

/**
 * The options of a play.
 *
 * @param speed 1: in real time; 60: a minute in a second; 0: without any pause
 * @param flavour which fields its events have
 * @param faults the faults of the line
 * @param seed the seed of all random choices: the same seed gives the same plan
 * @param now the platform's time at which the plan begins to be played
 */
public record PlayOptions(double speed, Flavour flavour, Faults faults, long seed, Instant now) {
}
