package io.switchboard.simulator.scenario;

import java.time.Instant;

import io.switchboard.simulator.account.Flavour;
import io.switchboard.simulator.wire.Faults;

/**
 * How a scenario is played.
 *
 * @param speed 1: in real time; 60: a minute in a second; 0: without any pause
 * @param flavour how much its events tell
 * @param faults what goes wrong on the way
 * @param seed what every random choice grows from: the same seed, the same plan
 * @param now the platform's time at which the plan begins to be played
 */
public record PlayOptions(double speed, Flavour flavour, Faults faults, long seed, Instant now) {
}
