package io.switchboard.oauth;

import java.time.Duration;
import java.time.Instant;

/**
 * A token.
 *
 * @param value the secret itself
 * @param renewAt when a new one is fetched, a while before the end
 * @param endsAt when it ends
 */
record AccessToken(String value, Instant renewAt, Instant endsAt) {

	/** The lifetime if the endpoint does not name one. */
	private static final Duration UNSAID = Duration.ofMinutes(10);

	/** How long the endpoint may be away without effect. */
	private static final Duration MARGIN = Duration.ofMinutes(5);

	/** A margin for requests that are under way. */
	private static final Duration WAY = Duration.ofSeconds(5);

	/**
	 * @param seconds how long it lives, 0 where the endpoint does not say
	 */
	static AccessToken of(String value, long seconds, Instant now) {
		Duration life = (seconds > 0) ? Duration.ofSeconds(seconds) : UNSAID;
		Duration margin = (life.dividedBy(10).compareTo(MARGIN) < 0) ? life.dividedBy(10) : MARGIN;
		Duration way = (margin.dividedBy(2).compareTo(WAY) < 0) ? margin.dividedBy(2) : WAY;
		return new AccessToken(value, now.plus(life).minus(margin), now.plus(life).minus(way));
	}

	boolean isFresh(Instant now) {
		return now.isBefore(this.renewAt);
	}

	boolean isAlive(Instant now) {
		return now.isBefore(this.endsAt);
	}

	@Override
	public String toString() {
		return "AccessToken[until " + this.endsAt + "]";
	}

}
