package io.switchboard.failure;

/**
 * Thrown by a route whose destination is away, or accepts no deliveries for now. The
 * delivery is tried again. After some such failures the route waits.
 */
public class DestinationAway extends RuntimeException {

	/**
	 * Tells why.
	 * @param message one readable sentence, without secrets
	 */
	public DestinationAway(String message) {
		super(message);
	}

}
