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
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.switchboard.webhook.Hooks.Hook;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

import org.springframework.stereotype.Component;

/** The door's replies: small JSON, no header of the request. */
@Component
class DoorReplies {

	private static final Duration[] BOUNDS = { Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
			Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
			Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(10) };

	/** Each counter starts at 0, so that its first count is seen as an increase. */
	private static final List<String> USUAL = List.of("accepted", "duplicate", "quarantined", "unavailable",
			"unauthorized", "not found", "too many", "too large");

	private final ObjectMapper json = new ObjectMapper();

	private final MeterRegistry meters;

	/** There are about a dozen answers at each door, so each is made once. */
	private final Map<String, Word> words = new ConcurrentHashMap<>();

	DoorReplies(Hooks hooks, MeterRegistry meters) {
		this.meters = meters;
		USUAL.forEach((status) -> word("", status));
		hooks.all().keySet().forEach((hook) -> USUAL.forEach((status) -> word(hook, status)));
	}

	/** Answers with a status word and nothing else, and ends the route. */
	Message answer(Exchange exchange, int code, String status) {
		Word word = word(hook(exchange), status);
		return answer(exchange, code, word, word.body);
	}

	/** Answers with a status word and more, and ends the route. */
	Message answer(Exchange exchange, int code, String status, Map<String, String> more) {
		Map<String, String> body = new LinkedHashMap<>();
		body.put("status", status);
		body.putAll(more);
		return answer(exchange, code, word(hook(exchange), status), bytes(body));
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

	/** The name of the hook; empty at the webhook, and for a request without a key. */
	private static String hook(Exchange exchange) {
		if (!HookRoute.ID.equals(exchange.getFromRouteId())) {
			return "";
		}
		Hook hook = exchange.getProperty(HookEvent.HOOK, Hook.class);
		return (hook != null) ? hook.name() : "unknown";
	}

	private Word word(String hook, String status) {
		return this.words.computeIfAbsent(hook + " " + status, (each) -> {
			Tags tags = hook.isEmpty() ? Tags.of("status", status) : Tags.of("status", status, "hook", hook);
			String what = hook.isEmpty() ? "webhook" : "hook";
			String whom = hook.isEmpty() ? "the webhook" : "hooks";
			return new Word(bytes(Map.of("status", status)),
					Counter.builder("switchboard.%s.answers".formatted(what))
						.description("Requests to %s, by what was answered".formatted(whom))
						.tags(tags)
						.register(this.meters),
					Timer.builder("switchboard.%s.requests".formatted(what))
						.description("How long requests to %s took until they were answered".formatted(whom))
						.tags(tags)
						.serviceLevelObjectives(BOUNDS)
						.register(this.meters));
		});
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
