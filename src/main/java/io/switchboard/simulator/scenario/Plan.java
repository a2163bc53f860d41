package io.switchboard.simulator.scenario;

import java.time.Instant;
import java.util.List;

import io.switchboard.simulator.wire.Transmission;

/**
 * The plan of a scenario: when each event happens, and when it is sent. Both are in
 * ascending order of time.
 *
 * @param scenario its name
 * @param startedAt the platform's time at which it began
 * @param occurrences the events
 * @param transmissions the requests to webhooks
 */
public record Plan(String scenario, Instant startedAt, List<Occurrence> occurrences, List<Transmission> transmissions) {
}
