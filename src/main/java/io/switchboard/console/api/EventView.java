package io.switchboard.console.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.swagger.v3.oas.annotations.media.Schema;
import io.switchboard.delivery.table.DeliveryStatus;
import io.switchboard.history.EventQueries.DeliveryRow;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventStatus;
import org.jspecify.annotations.Nullable;

/** Events in the API: one name for each value, null if there is none. */
final class EventView {

	private static final ObjectMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private EventView() {
	}

	/** An event in a list. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "Event")
	record Listed(String id, @Nullable String eventName, @Nullable String context, String contextKind,
			@Nullable Long callId, @Nullable Long rootCallId, @Nullable String eventTime, Instant receivedAt,
			String status, @Nullable String reason, boolean reconciled, List<DeliveryView.OfEvent> deliveries) {
	}

	/** An event alone, with its body. */
	@JsonNaming(SnakeCaseStrategy.class)
	@Schema(name = "EventWithBody")
	record Alone(String id, @Nullable String eventName, @Nullable String context, String contextKind,
			@Nullable Long callId, @Nullable Long rootCallId, @Nullable String eventTime, Instant receivedAt,
			String status, @Nullable String reason, boolean reconciled, List<DeliveryView.OfEvent> deliveries,
			@Schema(types = {
			}, description = "What came in: as JSON, or its text where it is in quarantine") @Nullable Object body,
			@Schema(description = "Its bytes, where they are not text",
					format = "byte") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String bodyBase64){

		/** Whether all its deliveries have ended. */
		@JsonIgnore
		boolean isDone() {
			boolean routed = !this.deliveries.isEmpty() || !this.status.equals(EventStatus.ACCEPTED.toString());
			return routed && this.deliveries.stream().noneMatch((each) -> DeliveryStatus.isOpen(each.status()));
		}

	}

	static List<Listed> events(List<Event> events, Map<Long, List<DeliveryRow>> deliveries) {
		return events.stream().map((event) -> event(event, deliveries.getOrDefault(event.seq(), List.of()))).toList();
	}

	private static Listed event(Event event, List<DeliveryRow> deliveries) {
		return new Listed(event.id(), event.eventName(), event.context(), event.contextKind().toString(),
				event.callId(), event.rootCallId(), event.eventTime(), event.receivedAt(), event.status().toString(),
				event.reason(), event.isReconciled(), deliveries.stream().map(DeliveryView.OfEvent::of).toList());
	}

	/** The body as JSON, else as text. If it is not text, its bytes too. */
	static Alone alone(Event event, List<DeliveryRow> deliveries) {
		Object body = null;
		String bytes = null;
		if (event.status() != EventStatus.QUARANTINED) {
			try {
				body = JSON.readTree(event.body());
			}
			catch (IOException | RuntimeException ex) {
				// a huge number: shown as text
			}
		}
		if (body == null) {
			String text = new String(event.body(), StandardCharsets.UTF_8);
			body = text;
			if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), event.body())) {
				bytes = Base64.getEncoder().encodeToString(event.body());
			}
		}
		Listed listed = event(event, deliveries);
		return new Alone(listed.id(), listed.eventName(), listed.context(), listed.contextKind(), listed.callId(),
				listed.rootCallId(), listed.eventTime(), listed.receivedAt(), listed.status(), listed.reason(),
				listed.reconciled(), listed.deliveries(), body, bytes);
	}

}
