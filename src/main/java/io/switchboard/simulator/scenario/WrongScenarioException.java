package io.switchboard.simulator.scenario;

/** A scenario file that cannot be played; the message names file, line and mend. */
class WrongScenarioException extends IllegalArgumentException {

	WrongScenarioException(String message) {
		super(message);
	}

}
