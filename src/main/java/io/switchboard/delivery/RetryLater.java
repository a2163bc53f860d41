package io.switchboard.delivery;

import java.time.Duration;

/**
 * The old name of {@link io.switchboard.failure.RetryLater}, for routes that were written
 * with it.
 *
 * @deprecated take {@link io.switchboard.failure.RetryLater}
 */
@Deprecated(since = "0.1.0")
public class RetryLater extends io.switchboard.failure.RetryLater {

	/**
	 * Tells why.
	 * @param message one readable sentence, without secrets
	 */
	public RetryLater(String message) {
		super(message);
	}

	/**
	 * Asks to be run again.
	 * @param delay after how long, from now; at most a year
	 * @param message one readable sentence, without secrets: what it waits for
	 */
	public RetryLater(Duration delay, String message) {
		super(delay, message);
	}

}
