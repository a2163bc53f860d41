package io.switchboard.routes.reload;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Decides when a change of the folder is complete: when two looks in a row find the same.
 * A folder that changes all the time is taken as it is once its time is up. That time is
 * measured, because looks are rare on a machine that is overloaded.
 */
final class Settling {

	private static final Duration LONGEST = Duration.ofSeconds(10);

	private final LongSupplier nanoTime;

	private @Nullable String revision;

	/** When a look first found the change. */
	private long since;

	Settling(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/** Whether a change waits for the next look. */
	boolean isPending() {
		return this.revision != null;
	}

	/** Whether what a look has found may be loaded; if so, nothing waits any more. */
	boolean isComplete(String found) {
		long now = this.nanoTime.getAsLong();
		if (this.revision == null) {
			this.since = now;
		}
		else if (found.equals(this.revision) || now - this.since >= LONGEST.toNanos()) {
			this.revision = null;
			return true;
		}
		this.revision = found;
		return false;
	}

	/** The change was taken back. */
	void forget() {
		this.revision = null;
	}

}
