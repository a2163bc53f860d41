package io.switchboard.simulator.account;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains in two lines why the start stops. */
class WrongAccountAnalyzer extends AbstractFailureAnalyzer<WrongAccountException> {

	@Override
	protected FailureAnalysis analyze(Throwable failure, WrongAccountException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.mend(), cause);
	}

}
