package io.switchboard.failure;

/**
 * Thrown by a route whose destination does not let us in: a wrong password or key. No
 * delivery can pass until somebody mends a setting, so the route waits, tries one now and
 * then, and no delivery dies of it.
 */
public class SignInRefused extends RuntimeException {

	/**
	 * Tells why.
	 * @param message one readable sentence, without secrets
	 */
	public SignInRefused(String message) {
		super(message);
	}

}
