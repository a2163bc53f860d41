package io.switchboard.simulator.scenario;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The state of a play.
 *
 * @param id its name
 * @param scenario the scenario's name
 * @param startedAt when it began
 * @param state playing, ended or stopped
 * @param events how many events its plan has
 * @param happened how many of them have happened
 * @param sent how many requests told of them
 * @param answers how often which answer came, such as {@code 200 accepted}
 * @param calls the calls that have begun, in order
 */
public record PlayState(String id, String scenario, Instant startedAt, String state, int events, int happened, int sent,
		Map<String, Integer> answers, List<Long> calls) {
}
