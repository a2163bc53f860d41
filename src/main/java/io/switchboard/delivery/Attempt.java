package io.switchboard.delivery;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One run of a delivery through its route, ended.
 */
sealed interface Attempt {

	Delivery delivery();

	Instant startedAt();

	long durationMs();

	/** The route ended well. */
	record Succeeded(Delivery delivery, Instant startedAt, long durationMs) implements Attempt {
	}

	/** The switchboard named the routes that the event goes to. */
	record Decided(Delivery delivery, Instant startedAt, long durationMs, Set<String> routes) implements Attempt {
	}

	/** The route failed: tried again at the given time, or dead where that is null. */
	record Failed(Delivery delivery, Instant startedAt, long durationMs, String error,
			@Nullable Instant nextAttemptAt) implements Attempt {
	}

}
