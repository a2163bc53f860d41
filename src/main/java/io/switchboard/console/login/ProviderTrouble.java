package io.switchboard.console.login;

import org.springframework.security.core.AuthenticationException;

/** What an identity provider answers is of no use, or it does not answer. */
final class ProviderTrouble extends AuthenticationException {

	private static final long serialVersionUID = 1L;

	private final boolean away;

	private ProviderTrouble(String sentence, boolean away, Throwable cause) {
		super(sentence, cause);
		this.away = away;
	}

	/** It may answer later. */
	static ProviderTrouble away(String sentence, Throwable cause) {
		return new ProviderTrouble(sentence, true, cause);
	}

	/** A setting names something else. */
	static ProviderTrouble wrong(String sentence) {
		return new ProviderTrouble(sentence, false, null);
	}

	boolean isAway() {
		return this.away;
	}

}
