package io.switchboard.calls;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * When something is to be done about a call, if nothing more is heard of it.
 *
 * @param settleAt when it is settled, or null where there is nothing to file
 * @param askAt when VoIPstudio is asked what became of it, or null
 */
record CallDue(@Nullable Instant settleAt, @Nullable Instant askAt) {

	/** Nothing is to be done. */
	static final CallDue NEVER = new CallDue(null, null);

}
