package io.switchboard.simulator.scenario;

import java.time.Instant;
import java.util.List;

import io.switchboard.simulator.wire.Transmission;

/**
 * A scenario made concrete: what happens when, and what is sent when. Both in ascending
 * order of time.
 *
 * @param scenario its name
 * @param startedAt the platform's time at which it began
 * @param occurrences what happens
 * @param transmissions what is sent
 */
public record Plan(String scenario, Instant startedAt, List<Occurrence> occurrences, List<Transmission> transmissions) {
}
