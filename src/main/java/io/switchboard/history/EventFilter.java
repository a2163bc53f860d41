package io.switchboard.history;

import java.time.Instant;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A filter for events. All conditions must hold; null means any value.
 *
 * @param id VoIPstudio's event id
 * @param eventName its {@code event_name}
 * @param contextKind what its context speaks of
 * @param status what the webhook answered
 * @param callId the leg
 * @param rootCallId the call
 * @param number the number at either end in any spelling, or its last digits
 * @param reconciled whether it was made from VoIPstudio's record of a call
 * @param from received at this time or later
 * @param to received before this time
 */
@JsonNaming(SnakeCaseStrategy.class)
public record EventFilter(
		@Parameter(name = "id", description = "VoIPstudio's event id",
				schema = @Schema(type = "string")) @Nullable String id,
		@Parameter(name = "event_name", description = "VoIPstudio's name of the event, such as call.missed",
				schema = @Schema(type = "string")) @Nullable String eventName,
		@Parameter(name = "context_kind", description = "Where it happened",
				schema = @Schema(type = "string", allowableValues = {
						"queue", "ring-group", "user", "unknown" })) @Nullable String contextKind,
		@Parameter(name = "status", description = "What the webhook answered",
				schema = @Schema(type = "string",
						allowableValues = { "accepted", "duplicate", "quarantined" })) @Nullable String status,
		@Parameter(name = "call_id", description = "VoIPstudio's number of the leg",
				schema = @Schema(type = "integer", format = "int64")) @Nullable Long callId,
		@Parameter(name = "root_call_id", description = "The number that all legs of a call share",
				schema = @Schema(type = "integer", format = "int64")) @Nullable Long rootCallId,
		@Parameter(name = "number",
				description = "The number at either end, in any spelling, such as +44 7700 900123 or 07700 900123 (a number of voipstudio.region), or its last four or more digits",
				schema = @Schema(type = "string", format = "phone")) @Nullable String number,
		@Parameter(name = "reconciled",
				description = "true: only events that came from VoIPstudio's record of a call. false: only events that came by webhook",
				schema = @Schema(type = "boolean")) @Nullable Boolean reconciled,
		@Parameter(name = "from", description = "From this time on, ISO 8601",
				schema = @Schema(type = "string", format = "date-time")) @Nullable Instant from,
		@Parameter(name = "to", description = "Before this time, ISO 8601",
				schema = @Schema(type = "string", format = "date-time")) @Nullable Instant to){

	/** A filter may name people, so it is not for logs. */
	@Override
	public String toString() {
		return "EventFilter";
	}

}
