package io.switchboard.delivery;

/**
 * The old name of {@link io.switchboard.failure.RefusedForNow}, for routes that were
 * written with it.
 *
 * @deprecated take {@link io.switchboard.failure.RefusedForNow}
 */
@Deprecated(since = "0.1.0")
public class RefusedForNow extends io.switchboard.failure.RefusedForNow {

	/**
	 * Tells why.
	 * @param message one readable sentence, without secrets
	 */
	public RefusedForNow(String message) {
		super(message);
	}

}
