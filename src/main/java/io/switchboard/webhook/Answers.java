package io.switchboard.webhook;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

import org.springframework.stereotype.Component;

/** The door's replies: small JSON, no header of the request. */
@Component
class Answers {

	private final ObjectMapper json = new ObjectMapper();

	private final MeterRegistry meters;

	Answers(MeterRegistry meters) {
		this.meters = meters;
	}

	/** Answers with a status word and nothing else, and ends the route. */
	Message answer(Exchange exchange, int code, String status) {
		return answer(exchange, code, status, Map.of());
	}

	/** Answers with a status word and more, and ends the route. */
	Message answer(Exchange exchange, int code, String status, Map<String, String> more) {
		Map<String, String> body = new LinkedHashMap<>();
		body.put("status", status);
		body.putAll(more);
		Message message = exchange.getMessage();
		message.removeHeaders("*");
		message.setHeader(Exchange.HTTP_RESPONSE_CODE, code);
		message.setHeader(Exchange.CONTENT_TYPE, "application/json");
		message.setBody(bytes(body));
		exchange.setRouteStop(true);
		this.meters.counter("switchboard.webhook.answers", "status", status).increment();
		return message;
	}

	private byte[] bytes(Map<String, String> body) {
		try {
			return this.json.writeValueAsBytes(body);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
