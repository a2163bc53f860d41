package io.switchboard.delivery;

/**
 * The old name of {@link io.switchboard.failure.DestinationAway}, for routes that were
 * written with it.
 *
 * @deprecated take {@link io.switchboard.failure.DestinationAway}
 */
@Deprecated(since = "0.1.0")
public class DestinationAway extends io.switchboard.failure.DestinationAway {

	/**
	 * Tells why.
	 * @param message one readable sentence, without secrets
	 */
	public DestinationAway(String message) {
		super(message);
	}

}
