package io.switchboard.simulator.scenario;

import java.util.List;

/** There is no scenario with a name. The message lists the existing ones. */
class UnknownScenarioException extends IllegalArgumentException {

	UnknownScenarioException(String name, List<String> names) {
		super("there is no scenario '%s'; there are: %s".formatted(name, String.join(", ", names)));
	}

}
