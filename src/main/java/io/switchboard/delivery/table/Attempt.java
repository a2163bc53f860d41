package io.switchboard.delivery.table;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One run of a delivery through its route, after it ended.
 */
public sealed interface Attempt {

	Delivery delivery();

	Instant startedAt();

	long durationMs();

	/** Where the delivery stands now. */
	default DeliveryStatus status() {
		return DeliveryStatus.DELIVERED;
	}

	/** The word in the table {@code attempt}. */
	default String outcome() {
		return "delivered";
	}

	/** When it runs again, or null if it does not. */
	default @Nullable Instant nextAttemptAt() {
		return null;
	}

	/** Why it is not done or was skipped, or null if it is done. */
	default @Nullable String error() {
		return null;
	}

	/** The steps that it did before it failed, which must not be done again. */
	default Set<String> done() {
		return Set.of();
	}

	/** Whether it counts against the route's maximum of attempts. */
	default boolean isCounted() {
		return true;
	}

	/** The route ended well. */
	record Succeeded(Delivery delivery, Instant startedAt, long durationMs) implements Attempt {
	}

	/** The route ended well, and sent or wrote nothing, for a reason. */
	record Skipped(Delivery delivery, Instant startedAt, long durationMs, String error) implements Attempt {
	}

	/** The switchboard named the routes that the event goes to. */
	record Decided(Delivery delivery, Instant startedAt, long durationMs, Set<String> routes) implements Attempt {
	}

	/** The route failed. It is tried again at the given time, or dead if that is null. */
	record Failed(Delivery delivery, Instant startedAt, long durationMs, String error, Set<String> done,
			@Nullable Instant nextAttemptAt) implements Attempt {

		public Failed(Delivery delivery, Instant startedAt, long durationMs, String error,
				@Nullable Instant nextAttemptAt) {
			this(delivery, startedAt, durationMs, error, Set.of(), nextAttemptAt);
		}

		@Override
		public DeliveryStatus status() {
			return (this.nextAttemptAt != null) ? DeliveryStatus.RETRYING : DeliveryStatus.DEAD;
		}

		@Override
		public String outcome() {
			return "failed";
		}

	}

	/** Somebody must correct a setting first. That says nothing about the delivery. */
	record ShutOut(Delivery delivery, Instant startedAt, long durationMs, String error, Set<String> done,
			Instant nextAttemptAt) implements Attempt {

		@Override
		public DeliveryStatus status() {
			return DeliveryStatus.RETRYING;
		}

		@Override
		public String outcome() {
			return "failed";
		}

		@Override
		public boolean isCounted() {
			return false;
		}

	}

	/** The delivery waits for its time, which is not a failure. */
	sealed interface Waiting extends Attempt {

		@Override
		default DeliveryStatus status() {
			return DeliveryStatus.PENDING;
		}

		@Override
		default String outcome() {
			return "later";
		}

		@Override
		default boolean isCounted() {
			return false;
		}

	}

	/**
	 * The delivery is the first of a window that is still open. Others of its key may
	 * join it.
	 */
	record Gathers(Delivery delivery, Instant startedAt, long durationMs, String error,
			Instant nextAttemptAt) implements Waiting {
	}

	/** The route asked to be run again later. That is not a failure. */
	record Later(Delivery delivery, Instant startedAt, long durationMs, String error, Set<String> done,
			Instant nextAttemptAt) implements Waiting {

		public Later(Delivery delivery, Instant startedAt, long durationMs, String error, Instant nextAttemptAt) {
			this(delivery, startedAt, durationMs, error, Set.of(), nextAttemptAt);
		}

	}

}
