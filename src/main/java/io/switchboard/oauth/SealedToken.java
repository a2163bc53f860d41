package io.switchboard.oauth;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A token as it is kept: nobody can read it without the client's settings.
 *
 * @param generation how many were kept before it, 0 for none
 * @param sealed what {@link Seal} made of it; null while there is none
 * @param renewAt when another one is asked for; null where the token is not taken any
 * more
 * @param endsAt when it ends; null where the token is not taken any more
 */
record SealedToken(long generation, @Nullable String sealed, @Nullable Instant renewAt, @Nullable Instant endsAt) {

	/** Before the first. */
	static final SealedToken NONE = new SealedToken(0, null, null, null);

}
