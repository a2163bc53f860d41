package io.switchboard.failure;

/**
 * Thrown by a route whose destination works but refuses this delivery for now. It is
 * tried again, and the other deliveries of the route go on.
 */
public class RefusedForNow extends RuntimeException {

	/**
	 * Tells why.
	 * @param message one readable sentence, without secrets
	 */
	public RefusedForNow(String message) {
		super(message);
	}

}
