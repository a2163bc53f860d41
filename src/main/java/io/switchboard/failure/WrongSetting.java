package io.switchboard.failure;

/**
 * Thrown if a setting is missing or wrong, and no user, password or key was refused. All
 * else is as for {@link SignInRefused}.
 */
public class WrongSetting extends SignInRefused {

	/**
	 * Tells why.
	 * @param message one readable sentence, without secrets
	 */
	public WrongSetting(String message) {
		super(message);
	}

}
