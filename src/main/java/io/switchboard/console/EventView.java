package io.switchboard.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.switchboard.console.EventQueries.AttemptRow;
import io.switchboard.console.EventQueries.DeliveryRow;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventStatus;
import org.jspecify.annotations.Nullable;

/**
 * How events and deliveries look in the API: one name for each thing, null where there is
 * none.
 */
final class EventView {

	private static final ObjectMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private EventView() {
	}

	static List<Map<String, @Nullable Object>> events(List<Event> events, Map<Long, List<DeliveryRow>> deliveries) {
		return events.stream().map((event) -> event(event, deliveries.getOrDefault(event.seq(), List.of()))).toList();
	}

	static Map<String, @Nullable Object> event(Event event, List<DeliveryRow> deliveries) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("id", event.id());
		view.put("event_name", event.eventName());
		view.put("context", event.context());
		view.put("context_kind", event.contextKind().toString());
		view.put("call_id", event.callId());
		view.put("root_call_id", event.rootCallId());
		view.put("event_time", event.eventTime());
		view.put("received_at", event.receivedAt());
		view.put("status", event.status().toString());
		view.put("reason", event.reason());
		view.put("reconciled", event.isReconciled());
		view.put("deliveries", deliveries.stream().map(EventView::delivery).toList());
		return view;
	}

	/** The body as JSON; else its text; and where it is no text, its bytes too. */
	static void addBody(Map<String, @Nullable Object> view, Event event) {
		if (event.status() != EventStatus.QUARANTINED) {
			try {
				view.put("body", JSON.readTree(event.body()));
				return;
			}
			catch (IOException | RuntimeException ex) {
				// a number beyond all measure: its text will do
			}
		}
		String text = new String(event.body(), StandardCharsets.UTF_8);
		view.put("body", text);
		if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), event.body())) {
			view.put("body_base64", Base64.getEncoder().encodeToString(event.body()));
		}
	}

	static Map<String, @Nullable Object> delivery(DeliveryRow delivery) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("id", delivery.id());
		view.put("route", delivery.route());
		view.put("status", delivery.status());
		view.put("attempts", delivery.attempts());
		view.put("last_error", delivery.lastError());
		view.put("next_attempt_at", delivery.nextAttemptAt());
		return view;
	}

	/** A delivery on its own says which event it belongs to. */
	static Map<String, @Nullable Object> deliveryAlone(DeliveryRow delivery, @Nullable String waitingFor) {
		Map<String, @Nullable Object> view = delivery(delivery);
		view.put("waiting_for", waitingFor);
		view.put("redeliveries", delivery.redeliveries());
		view.put("updated_at", delivery.updatedAt());
		view.put("event_id", delivery.eventId());
		view.put("event_name", delivery.eventName());
		view.put("root_call_id", delivery.rootCallId());
		return view;
	}

	static Map<String, @Nullable Object> attempt(AttemptRow attempt) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("number", attempt.number());
		view.put("redelivery", attempt.redelivery());
		view.put("started_at", attempt.startedAt());
		view.put("duration_ms", attempt.durationMs());
		view.put("outcome", attempt.outcome());
		view.put("error", attempt.error());
		return view;
	}

}
