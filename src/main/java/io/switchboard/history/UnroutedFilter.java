package io.switchboard.history;

import java.time.Instant;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A filter for events that went to {@code unrouted}. Null means any value.
 *
 * @param older true: only those that an older switchboard decided
 * @param eventId VoIPstudio's event id
 * @param eventName its {@code event_name}
 * @param rootCallId its call
 * @param number the number at either end in any spelling, or its last digits
 * @param receivedAfter received at this time or later
 * @param receivedBefore received before this time
 */
public record UnroutedFilter(
		@Parameter(name = "older", description = "true: only events that a node with an older switchboard decided",
				schema = @Schema(type = "boolean")) @Nullable Boolean older,
		@Parameter(name = "event_id", description = "VoIPstudio's event id",
				schema = @Schema(type = "string")) @Nullable String eventId,
		@Parameter(name = "event_name", description = "VoIPstudio's name of the event, such as call.missed",
				schema = @Schema(type = "string")) @Nullable String eventName,
		@Parameter(name = "root_call_id", description = "The number that all legs of a call share",
				schema = @Schema(type = "integer", format = "int64")) @Nullable Long rootCallId,
		@Parameter(name = "number", description = "The number at either end, in any spelling",
				schema = @Schema(type = "string", format = "phone")) @Nullable String number,
		@Parameter(name = "received_after", description = "From this time on, ISO 8601",
				schema = @Schema(type = "string", format = "date-time")) @Nullable Instant receivedAfter,
		@Parameter(name = "received_before", description = "Before this time, ISO 8601",
				schema = @Schema(type = "string", format = "date-time")) @Nullable Instant receivedBefore) {

	/** Every such event. */
	public static final UnroutedFilter ALL = new UnroutedFilter(null, null, null, null, null, null, null);

	/** The events that an older switchboard decided. */
	public static final UnroutedFilter BY_OLDER = new UnroutedFilter(true, null, null, null, null, null, null);

	boolean isByOlder() {
		return Boolean.TRUE.equals(this.older);
	}

	DeliveryFilter deliveries() {
		return new DeliveryFilter(null, null, this.eventId, this.eventName, this.rootCallId, this.number,
				this.receivedAfter, this.receivedBefore, null);
	}

	/** A filter may name people, so it is not for logs. */
	@Override
	public String toString() {
		return "UnroutedFilter";
	}

}
