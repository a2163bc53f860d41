package io.switchboard.oauth;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A stored token, encrypted with the client's settings.
 *
 * @param generation how many were kept before it, 0 for none
 * @param sealed what {@link Seal} made of it; null while there is none
 * @param renewAt when another one is asked for; null if the token is no longer accepted
 * @param endsAt when it ends; null if the token is no longer accepted
 */
record SealedToken(long generation, @Nullable String sealed, @Nullable Instant renewAt, @Nullable Instant endsAt) {

	/** Before the first. */
	static final SealedToken NONE = new SealedToken(0, null, null, null);

}
