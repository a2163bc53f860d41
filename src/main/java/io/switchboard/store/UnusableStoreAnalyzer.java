package io.switchboard.store;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains in two lines why the start stops. */
class UnusableStoreAnalyzer extends AbstractFailureAnalyzer<UnusableStoreException> {

	@Override
	protected FailureAnalysis analyze(Throwable failure, UnusableStoreException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
	}

}
