package io.switchboard.delivery;

/**
 * The old name of {@link io.switchboard.failure.PermanentFailure}, for routes that were
 * written with it.
 *
 * @deprecated take {@link io.switchboard.failure.PermanentFailure}
 */
@Deprecated(since = "0.1.0")
public class PermanentFailure extends io.switchboard.failure.PermanentFailure {

	/**
	 * Tells why.
	 * @param message one readable sentence, without secrets
	 */
	public PermanentFailure(String message) {
		super(message);
	}

}
