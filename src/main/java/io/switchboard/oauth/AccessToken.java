package io.switchboard.oauth;

import java.time.Duration;
import java.time.Instant;

/**
 * A token.
 *
 * @param value the secret itself
 * @param renewAt from then on another one is asked for: a while before it ends
 */
record AccessToken(String value, Instant renewAt) {

	/** For endpoints that do not say how long a token lives. */
	private static final Duration UNSAID = Duration.ofMinutes(10);

	private static final Duration MARGIN = Duration.ofMinutes(1);

	/**
	 * @param seconds how long it lives, 0 where the endpoint does not say
	 */
	static AccessToken of(String value, long seconds, Instant now) {
		Duration life = (seconds > 0) ? Duration.ofSeconds(seconds) : UNSAID;
		Duration margin = (life.dividedBy(10).compareTo(MARGIN) < 0) ? life.dividedBy(10) : MARGIN;
		return new AccessToken(value, now.plus(life).minus(margin));
	}

	boolean isGood(Instant now) {
		return now.isBefore(this.renewAt);
	}

	@Override
	public String toString() {
		return "AccessToken[until " + this.renewAt + "]";
	}

}
