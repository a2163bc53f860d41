package io.switchboard.simulator.wire;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One request to a webhook, and its answer.
 *
 * @param webhook the webhook's name
 * @param eventId the event's id
 * @param eventName its name
 * @param sentAt when it was sent
 * @param body the body as text
 * @param status the answer's status, null while there is none
 * @param reply the answer's beginning; null while there is none
 * @param durationMillis how long the answer took, or the failure; null before
 * @param error why there was no answer; null if there was one
 */
public record Notification(String webhook, @JsonProperty("event_id") String eventId,
		@JsonProperty("event_name") String eventName, @JsonProperty("sent_at") Instant sentAt, String body,
		@Nullable Integer status, @Nullable String reply, @JsonProperty("duration_ms") @Nullable Long durationMillis,
		@Nullable String error) {

	@Override
	public String toString() {
		return "Notification[" + this.eventId + ", " + this.status + "]";
	}

}
