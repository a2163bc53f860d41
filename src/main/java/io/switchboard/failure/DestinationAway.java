package io.switchboard.failure;

/**
 * Thrown by a route whose destination is away, or takes nothing for now: the delivery is
 * tried again, and after some such failures the route waits.
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
