package io.switchboard.console.login;

import java.time.Duration;

import org.springframework.security.core.AuthenticationException;

/** A password was not checked, because there were too many failures before. */
class TooManyTries extends AuthenticationException {

	private final transient Duration wait;

	TooManyTries(Duration wait) {
		super("too many tries");
		this.wait = wait;
	}

	/** How long to wait, in whole seconds and one at least. */
	long seconds() {
		return Math.max(1, this.wait.plusMillis(999).toSeconds());
	}

}
