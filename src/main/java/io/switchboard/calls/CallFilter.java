package io.switchboard.calls;

import io.switchboard.voipstudio.CallOutcome;
import java.time.Instant;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A filter for calls. All conditions must hold; null means any value.
 *
 * @param number the number at either end in any spelling, or its last digits; or null
 * @param name part of a caller's, user's or queue's name, in upper or lower case, or null
 * @param callId the call, or any of its legs, or null
 * @param queue the queue's name, or null
 * @param from calls that began then or later, or null
 * @param to calls that began before, or null
 * @param outcome what became of it, as {@link CallOutcome} writes it, or null
 * @param direction {@code in} or {@code out}, or null
 * @param live true for only live calls, or null
 */
public record CallFilter(@Parameter(name = "number",
		description = "The number at either end, in any spelling, such as +44 7700 900123 or 07700 900123 (a number of voipstudio.region), or its last four or more digits",
		schema = @Schema(type = "string", format = "phone")) @Nullable String number,
		@Parameter(name = "name",
				description = "A part of the name of a caller, user or queue. A page may have fewer calls than limit, though next is given",
				schema = @Schema(type = "string")) @Nullable String name,
		@Parameter(name = "call_id", description = "The call, or any of its legs",
				schema = @Schema(type = "integer", format = "int64")) @Nullable Long callId,
		@Parameter(name = "queue", description = "The queue's name",
				schema = @Schema(type = "string")) @Nullable String queue,
		@Parameter(name = "from", description = "Began at this time or later, ISO 8601",
				schema = @Schema(type = "string", format = "date-time")) @Nullable Instant from,
		@Parameter(name = "to", description = "Began before this time, ISO 8601",
				schema = @Schema(type = "string", format = "date-time")) @Nullable Instant to,
		@Parameter(name = "outcome", description = "What became of the call",
				schema = @Schema(type = "string", allowableValues = {
						"answered", "abandoned", "missed", "voicemail", "busy", "failed",
						"end-unknown" })) @Nullable String outcome,
		@Parameter(name = "direction", description = "in: to us. out: from us",
				schema = @Schema(type = "string", allowableValues = { "in", "out" })) @Nullable String direction,
		@Parameter(name = "live", description = "true: only calls that go on",
				schema = @Schema(type = "boolean")) @Nullable Boolean live){

	/** Every call. */
	public static final CallFilter ALL = new CallFilter(null, null, null, null, null, null, null, null, null);

	/** Whether it finds only live calls. */
	boolean isLive() {
		return Boolean.TRUE.equals(this.live);
	}

	/** A filter may name people, so it is not for logs. */
	@Override
	public String toString() {
		return "CallFilter";
	}

}
