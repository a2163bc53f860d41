package io.switchboard.history;

import java.time.Instant;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A filter for deliveries. All conditions must hold; null means any value.
 *
 * @param status its status, or {@code open} for pending and retrying ones
 * @param route the route's id
 * @param eventId VoIPstudio's event id
 * @param eventName the event's {@code event_name}
 * @param rootCallId the event's call
 * @param number the number at either end in any spelling, or its last digits
 * @param from whose event came at this time or later
 * @param to whose event came before this time
 * @param error part of the last error, in any case; {@code …} stands for any text
 */
public record DeliveryFilter(
		@Parameter(name = "status", description = "The delivery's status; open means pending or retrying",
				schema = @Schema(type = "string", allowableValues = {
						"pending", "retrying", "open", "delivered", "dead", "discarded", "gathered",
						"skipped" })) @Nullable String status,
		@Parameter(name = "route", description = "The route's id",
				schema = @Schema(type = "string")) @Nullable String route,
		@Parameter(name = "event_id", description = "VoIPstudio's event id",
				schema = @Schema(type = "string")) @Nullable String eventId,
		@Parameter(name = "event_name", description = "VoIPstudio's name of the event, such as call.missed",
				schema = @Schema(type = "string")) @Nullable String eventName,
		@Parameter(name = "root_call_id", description = "The number that all legs of a call share",
				schema = @Schema(type = "integer", format = "int64")) @Nullable Long rootCallId,
		@Parameter(name = "number",
				description = "The number at either end, in any spelling, or its last four or more digits",
				schema = @Schema(type = "string", format = "phone")) @Nullable String number,
		@Parameter(name = "from", description = "The event came at this time or later, ISO 8601",
				schema = @Schema(type = "string", format = "date-time")) @Nullable Instant from,
		@Parameter(name = "to", description = "The event came before this time, ISO 8601",
				schema = @Schema(type = "string", format = "date-time")) @Nullable Instant to,
		@Parameter(name = "error",
				description = "A part of the last error, in upper or lower case; … stands for any text",
				schema = @Schema(type = "string")) @Nullable String error){

	/** Every delivery. */
	public static final DeliveryFilter ALL = ofStatus(null);

	private static DeliveryFilter ofStatus(@Nullable String status) {
		return new DeliveryFilter(status, null, null, null, null, null, null, null, null);
	}

	/**
	 * The same filter for dead letters alone.
	 * @return the filter, whatever status it had
	 */
	public DeliveryFilter ofDeadLetters() {
		return new DeliveryFilter("dead", this.route, this.eventId, this.eventName, this.rootCallId, this.number,
				this.from, this.to, this.error);
	}

	/**
	 * The same filter for one route.
	 * @param other the route's id
	 * @return the filter
	 */
	public DeliveryFilter withRoute(String other) {
		return new DeliveryFilter(this.status, other, this.eventId, this.eventName, this.rootCallId, this.number,
				this.from, this.to, this.error);
	}

	/** Whether it has no condition but a status. */
	boolean isStatusAlone() {
		return equals(ofStatus(this.status));
	}

	/** A filter may name people, so it is not for logs. */
	@Override
	public String toString() {
		return "DeliveryFilter";
	}

}
