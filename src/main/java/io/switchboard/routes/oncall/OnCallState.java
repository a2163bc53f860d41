package io.switchboard.routes.oncall;

import java.util.List;

/**
 * The state of a rota.
 *
 * @param rota its name
 * @param people all who may have it
 * @param takeOvers those that are not over
 * @param turns who has it now, and then, for two weeks
 */
public record OnCallState(String rota, List<Person> people, List<TakeOver> takeOvers, List<Turn> turns) {
}
