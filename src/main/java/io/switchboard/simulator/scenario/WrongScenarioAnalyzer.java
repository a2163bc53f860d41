package io.switchboard.simulator.scenario;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains in two lines why the start stops. */
class WrongScenarioAnalyzer extends AbstractFailureAnalyzer<WrongScenarioException> {

	@Override
	protected FailureAnalysis analyze(Throwable failure, WrongScenarioException cause) {
		return new FailureAnalysis(cause.getMessage(), "Fix the scenario named above and start again.", cause);
	}

}
