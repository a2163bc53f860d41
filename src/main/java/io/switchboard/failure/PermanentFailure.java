package io.switchboard.failure;

/**
 * Thrown by a route for a delivery that can never succeed. It becomes a dead letter at
 * once.
 */
public class PermanentFailure extends RuntimeException {

	/**
	 * Tells why.
	 * @param message one readable sentence, without secrets
	 */
	public PermanentFailure(String message) {
		super(message);
	}

}
