package io.switchboard.delivery.queue;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Ends an attempt in a channel that gathers, before the route runs. The delivery waits
 * for the end of its window, or the first delivery of the window takes it along. It is no
 * failure.
 */
public final class Gathers extends Exception {

	private static final long serialVersionUID = 1L;

	private final transient @Nullable Instant until;

	/** When the delivery runs again; null if another delivery takes it along. */
	Gathers(String message, @Nullable Instant until) {
		super(message, null, false, false);
		this.until = until;
	}

	@Nullable Instant until() {
		return this.until;
	}

}
