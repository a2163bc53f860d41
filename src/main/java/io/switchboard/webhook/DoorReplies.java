package io.switchboard.webhook;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

import org.springframework.stereotype.Component;

/** The door's replies: small JSON, no header of the request. */
@Component
class DoorReplies {

	private static final Duration[] BOUNDS = { Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
			Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
			Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(10) };

	/** Counted from 0 on, so that the first one of each counts as one more. */
	private static final List<String> USUAL = List.of("accepted", "duplicate", "quarantined", "unavailable",
			"unauthorized", "not found", "too many", "too large");

	private final ObjectMapper json = new ObjectMapper();

	private final MeterRegistry meters;

	/** There are about a dozen answers, so each is made once. */
	private final Map<String, Word> words = new ConcurrentHashMap<>();

	DoorReplies(MeterRegistry meters) {
		this.meters = meters;
		USUAL.forEach(this::word);
	}

	/** DoorReplies with a status word and nothing else, and ends the route. */
	Message answer(Exchange exchange, int code, String status) {
		Word word = word(status);
		return answer(exchange, code, word, word.body);
	}

	/** DoorReplies with a status word and more, and ends the route. */
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
		word.timer.record(exchange.getClock().elapsed(), TimeUnit.MILLISECONDS);
		return message;
	}

	private Word word(String status) {
		return this.words.computeIfAbsent(status,
				(each) -> new Word(bytes(Map.of("status", each)),
						Counter.builder("switchboard.webhook.answers")
							.description("Requests to the webhook, by what was answered")
							.tag("status", each)
							.register(this.meters),
						Timer.builder("switchboard.webhook.requests")
							.description("How long requests to the webhook took until they were answered")
							.tag("status", each)
							.serviceLevelObjectives(BOUNDS)
							.register(this.meters)));
	}

	private byte[] bytes(Map<String, String> body) {
		try {
			return this.json.writeValueAsBytes(body);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private record Word(byte[] body, Counter counter, Timer timer) {
	}

}
