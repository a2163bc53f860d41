package io.switchboard.console.login;

import org.springframework.security.core.AuthenticationException;

/** A password was not checked, because too many wait for that already. */
class TooManyAtOnce extends AuthenticationException {

	TooManyAtOnce() {
		super("too many log in at once");
	}

}
