package io.switchboard.simulator.scenario;

import java.util.List;

/** A name that no scenario has; the message lists those that there are. */
class UnknownScenarioException extends IllegalArgumentException {

	UnknownScenarioException(String name, List<String> names) {
		super("there is no scenario '%s'; there are: %s".formatted(name, String.join(", ", names)));
	}

}
