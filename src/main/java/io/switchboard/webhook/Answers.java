package io.switchboard.webhook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

import org.springframework.stereotype.Component;

/** The door's replies: small JSON, no header of the request. */
@Component
class Answers {

	private final ObjectMapper json = new ObjectMapper();

	private final MeterRegistry meters;

	/** There are about a dozen answers, so each is made once. */
	private final Map<String, Word> words = new ConcurrentHashMap<>();

	Answers(MeterRegistry meters) {
		this.meters = meters;
	}

	/** Answers with a status word and nothing else, and ends the route. */
	Message answer(Exchange exchange, int code, String status) {
		Word word = word(status);
		return answer(exchange, code, word, word.body);
	}

	/** Answers with a status word and more, and ends the route. */
	Message answer(Exchange exchange, int code, String status, Map<String, String> more) {
		Map<String, String> body = new LinkedHashMap<>();
		body.put("status", status);
		body.putAll(more);
		return answer(exchange, code, word(status), bytes(body));
	}

	private Message answer(Exchange exchange, int code, Word word, byte[] body) {
		Message message = exchange.getMessage();
		message.removeHeaders("*");
		message.setHeader(Exchange.HTTP_RESPONSE_CODE, code);
		message.setHeader(Exchange.CONTENT_TYPE, "application/json");
		message.setBody(body);
		exchange.setRouteStop(true);
		word.counter.increment();
		return message;
	}

	private Word word(String status) {
		return this.words.computeIfAbsent(status, (each) -> new Word(bytes(Map.of("status", each)),
				this.meters.counter("switchboard.webhook.answers", "status", each)));
	}

	private byte[] bytes(Map<String, String> body) {
		try {
			return this.json.writeValueAsBytes(body);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record Word(byte[] body, Counter counter) {
	}

}
