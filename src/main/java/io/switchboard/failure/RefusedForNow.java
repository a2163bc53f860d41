package io.switchboard.failure;

/**
 * Thrown by a route whose destination is there and refuses this delivery for now: it is
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
