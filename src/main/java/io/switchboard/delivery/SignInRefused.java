package io.switchboard.delivery;

/**
 * The old name of {@link io.switchboard.failure.SignInRefused}, for routes that were
 * written with it.
 *
 * @deprecated take {@link io.switchboard.failure.SignInRefused}
 */
@Deprecated(since = "0.1.0")
public class SignInRefused extends io.switchboard.failure.SignInRefused {

	/**
	 * Tells why.
	 * @param message one readable sentence, without secrets
	 */
	public SignInRefused(String message) {
		super(message);
	}

}
