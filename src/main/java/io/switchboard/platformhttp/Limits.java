package io.switchboard.platformhttp;

import java.time.Duration;

/**
 * The bounds of a request.
 *
 * @param body the largest body, in bytes; a larger one is refused with 413
 * @param swallow how many bytes of a body are read and thrown away once it is refused
 * @param timeout how long a body may take, and then its answer, until that is 503
 * @param silence how long a refused sender may be silent until the connection is closed
 * @param patience how long it may go on sending
 */
record Limits(int body, long swallow, Duration timeout, Duration silence, Duration patience) {

	Limits(int body, long swallow, Duration timeout) {
		this(body, swallow, timeout, Duration.ofSeconds(5), Duration.ofSeconds(30));
	}

}
