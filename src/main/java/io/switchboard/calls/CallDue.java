package io.switchboard.calls;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The times at which a call is settled and asked about, if no more events of it come in.
 *
 * @param settleAt when it is settled, or null where there is nothing to file
 * @param askAt when VoIPstudio is asked what became of it, or null
 */
record CallDue(@Nullable Instant settleAt, @Nullable Instant askAt) {

	/** Neither is needed. */
	static final CallDue NEVER = new CallDue(null, null);

}
