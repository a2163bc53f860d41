package io.switchboard.console.login;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

class ProviderTroubleAnalyzer extends AbstractFailureAnalyzer<ProviderTrouble> {

	@Override
	protected FailureAnalysis analyze(Throwable failure, ProviderTrouble cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Set spring.security.oauth2.client.provider.*.issuer-uri to the issuer exactly as the provider names it, and start again.",
				cause);
	}

}
