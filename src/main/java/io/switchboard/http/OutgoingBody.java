package io.switchboard.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.text.JsonText;
import io.switchboard.text.UrlText;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** The body of a request: a template's JSON, a form made of it, or the event. */
final class OutgoingBody {

	private static final ObjectMapper JSON = new ObjectMapper();

	private OutgoingBody() {
	}

	/**
	 * Reads the rendered template in the variable.
	 * @param as json, form or event
	 * @return null if nothing is sent
	 */
	static @Nullable String of(Exchange exchange, String as) {
		String rendered = exchange.getVariable(OutgoingRequest.BODY, String.class);
		boolean empty = rendered == null || rendered.isBlank();
		String sent = switch (as) {
			case "json" -> empty ? null : rendered;
			case "form" -> empty ? null : form(String.valueOf(rendered));
			case "event" -> empty ? event(exchange) : rendered;
			default -> throw new IllegalArgumentException("as: '%s' is not json, form or query".formatted(as));
		};
		return (sent != null) ? UrlText.whole(sent) : null;
	}

	/** The envelope that Standard Webhooks recommends. */
	private static String event(Exchange exchange) {
		Map<String, @Nullable Object> event = new LinkedHashMap<>();
		event.put("type", String.valueOf(exchange.getVariable("event_name")));
		event.put("timestamp", String.valueOf(exchange.getVariable("received_at")));
		event.put("data", exchange.getMessage().getBody());
		return JsonText.of(event);
	}

	/** Each field of a JSON object; a list is the same name several times. */
	private static String form(String json) {
		Map<String, @Nullable Object> fields;
		try {
			fields = JSON.readValue(json, new TypeReference<Map<String, @Nullable Object>>() {
			});
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException(
					"the template of a form is one JSON object with the form's fields: " + ex.getOriginalMessage());
		}
		StringJoiner form = new StringJoiner("&");
		fields.forEach((name, value) -> {
			List<?> values = (value instanceof List<?> list) ? list : java.util.Arrays.asList(value);
			for (Object each : values) {
				form.add(encoded(name) + "=" + encoded((each != null) ? each.toString() : ""));
			}
		});
		return form.toString();
	}

	private static String encoded(String text) {
		return UrlText.value(text);
	}

}
