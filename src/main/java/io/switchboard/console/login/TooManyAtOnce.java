package io.switchboard.console.login;

import org.springframework.security.core.AuthenticationException;

/** A password that was not looked at, for too many wait for that already. */
class TooManyAtOnce extends AuthenticationException {

	TooManyAtOnce() {
		super("too many log in at once");
	}

}
