package io.switchboard.store;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says it in two lines. */
class DataFolderInUseAnalyzer extends AbstractFailureAnalyzer<DataFolderInUseException> {

	@Override
	protected FailureAnalysis analyze(Throwable failure, DataFolderInUseException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Stop the other, or set data.dir to another folder. Several may share one PostgreSQL: spring.datasource.url.",
				cause);
	}

}
