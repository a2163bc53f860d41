package io.switchboard.failure;

/**
 * Thrown by a route whose destination refuses the sign-in, for example because of a wrong
 * password or key. No delivery can succeed until somebody corrects a setting. So the
 * route waits and tries one now and then, and no delivery becomes a dead letter.
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
