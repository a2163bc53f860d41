package io.switchboard.console.api;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.swagger.v3.oas.annotations.media.Schema;
import io.switchboard.delivery.table.DeliveryStatus;
import io.switchboard.history.Deliveries;
import io.switchboard.history.DeliveryDetails;
import io.switchboard.history.DeliveryDetails.AttemptRow;
import io.switchboard.history.EventQueries.DeliveryRow;
import org.jspecify.annotations.Nullable;

/** Deliveries in the API: one name for each value, null if there is none. */
final class DeliveryView {

	private static final String SKIPPED = "Why it ended well and sent nothing, such as a call that somebody took meanwhile; null if it sent something";

	private DeliveryView() {
	}

	/** A delivery within its event. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "DeliveryOfEvent")
	record OfEvent(long id, String route, String status, int attempts, @Nullable String lastError,
			@Schema(description = SKIPPED) @Nullable String skipped, @Nullable Instant nextAttemptAt,
			@Nullable String decidedByOlder, @Nullable String revision, @Nullable Long gatheredWith) {

		static OfEvent of(DeliveryRow row) {
			return new OfEvent(row.id(), row.route(), word(row.status()), row.attempts(),
					failure(row.status(), row.lastError()), whyNothing(row.status(), row.lastError()),
					row.nextAttemptAt(), row.decidedBy(), row.revision(), row.gatheredWith());
		}

	}

	/** A delivery in a list says which event it belongs to. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "Delivery")
	record Listed(long id, String route, String status, int attempts, @Nullable String lastError,
			@Schema(description = SKIPPED) @Nullable String skipped, @Nullable Instant nextAttemptAt,
			@Nullable String waitingFor, @Nullable Instant waitsUntil, int redeliveries, @Nullable Instant updatedAt,
			String eventId, @Nullable String eventName, @Nullable Long rootCallId, @Nullable String decidedByOlder,
			@Nullable String revision, @Nullable Long gatheredWith) {

		static Listed of(DeliveryRow row, Deliveries.@Nullable Waiting waiting) {
			return new Listed(row.id(), row.route(), word(row.status()), row.attempts(),
					failure(row.status(), row.lastError()), whyNothing(row.status(), row.lastError()),
					row.nextAttemptAt(), reason(waiting), until(waiting), row.redeliveries(), row.updatedAt(),
					row.eventId(), row.eventName(), row.rootCallId(), row.decidedBy(), row.revision(),
					row.gatheredWith());
		}

	}

	/** A delivery alone, with its attempts. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "DeliveryWithHistory")
	record Alone(long id, String route, String status, int attempts, @Nullable String lastError,
			@Schema(description = SKIPPED) @Nullable String skipped, @Nullable Instant nextAttemptAt,
			@Nullable String waitingFor, @Nullable Instant waitsUntil, int redeliveries, @Nullable Instant updatedAt,
			String eventId, @Nullable String eventName, @Nullable Long rootCallId, @Nullable String decidedByOlder,
			@Nullable String revision,
			@Schema(description = "The delivery that took its place when its body was edited") @Nullable Long replacedBy,
			@Nullable Long gatheredWith, List<Gathered> gathered, List<Attempt> history) {

		static Alone of(DeliveryRow row, Deliveries.@Nullable Waiting waiting, List<DeliveryRow> gathered,
				List<AttemptRow> attempts) {
			return new Alone(row.id(), row.route(), word(row.status()), row.attempts(),
					failure(row.status(), row.lastError()), whyNothing(row.status(), row.lastError()),
					row.nextAttemptAt(), reason(waiting), until(waiting), row.redeliveries(), row.updatedAt(),
					row.eventId(), row.eventName(), row.rootCallId(), row.decidedBy(), row.revision(), row.replacedBy(),
					row.gatheredWith(), gathered.stream().map(Gathered::of).toList(),
					attempts.stream().map(Attempt::of).toList());
		}

	}

	/** Whoever waits for the end of a delivery waits for one word. */
	private static String word(String status) {
		return isSkipped(status) ? DeliveryStatus.DELIVERED.toString() : status;
	}

	private static @Nullable String failure(String status, @Nullable String reason) {
		return isSkipped(status) ? null : reason;
	}

	private static @Nullable String whyNothing(String status, @Nullable String reason) {
		return isSkipped(status) ? reason : null;
	}

	private static boolean isSkipped(String status) {
		return status.equals(DeliveryDetails.SKIPPED);
	}

	private static @Nullable String reason(Deliveries.@Nullable Waiting waiting) {
		return (waiting != null) ? waiting.reason() : null;
	}

	private static @Nullable Instant until(Deliveries.@Nullable Waiting waiting) {
		return (waiting != null) ? waiting.until() : null;
	}

	/** A delivery that the first of a window takes along. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "Gathered")
	record Gathered(long id, String eventId, @Nullable String eventName, @Nullable Long rootCallId) {

		static Gathered of(DeliveryRow row) {
			return new Gathered(row.id(), row.eventId(), row.eventName(), row.rootCallId());
		}

	}

	/** One attempt. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "Attempt")
	record Attempt(int number, int redelivery, @Nullable Instant startedAt, long durationMs, String outcome,
			@Nullable String error, @Schema(description = SKIPPED) @Nullable String skipped) {

		static Attempt of(AttemptRow row) {
			return new Attempt(row.number(), row.redelivery(), row.startedAt(), row.durationMs(), word(row.outcome()),
					failure(row.outcome(), row.error()), whyNothing(row.outcome(), row.error()));
		}

	}

}
