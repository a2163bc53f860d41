package io.switchboard.delivery.durable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import io.switchboard.delivery.table.Delivery;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.StoredEvents;
import io.switchboard.voipstudio.AnsweredRule;
import io.switchboard.voipstudio.FinalRule;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/** Each route gets a message of its own for one event. */
class EventExchangeTests {

	private final EventExchange exchanges = new EventExchange(new FinalRule(false),
			AnsweredRule.of(new StandardEnvironment()), new Switches(new StandardEnvironment()));

	private final DefaultCamelContext camel = new DefaultCamelContext();

	@ParameterizedTest
	@ValueSource(
			strings = { "{\"id\":\"a\",\"src\":\"1\",\"n\":1}", "{\"id\":\"a\",\"src\":\"1\",\"n\":{\"deep\":[1,2]}}" })
	void what_one_route_does_to_its_map_no_other_sees(String body) {
		Event event = read(body);
		Map<String, Object> first = fields(event);
		Map<String, Object> asItCame = fields(event);
		first.put("src", "2");
		first.remove("id");
		if (first.get("n") instanceof Map<?, ?> deep) {
			deep.clear();
		}
		assertThat(fields(event)).isEqualTo(asItCame).isNotEqualTo(first);
	}

	/** The same event, read at the door and read from the store. */
	@ParameterizedTest
	@ValueSource(strings = { "{\"id\":\"a\"}", "{\"id\":7,\"n\":null,\"b\":true,\"c\":false,\"t\":\"\\u00e9\"}",
			"{\"id\":\"a\",\"n\":4278003532,\"m\":99999999999999999999,\"x\":1.50,\"y\":-0,\"z\":1e3}",
			"{\"id\":\"a\",\"src\":1,\"src\":\"2\"}", "{\"id\":\"a\",\"n\":{\"src\":[]},\"src\":5}" })
	void a_body_is_read_once_and_says_what_it_says_when_it_is_read_again(String body) {
		Event event = read(body);
		Event stored = new Event(1, event.id(), event.eventName(), event.context(), event.contextKind(), event.callId(),
				event.rootCallId(), event.eventTime(), event.receivedAt(), event.status(), event.reason(),
				event.body());
		assertThat(fields(event)).isEqualTo(fields(stored));
		assertThat(fields(event).keySet()).containsExactlyElementsOf(fields(stored).keySet());
		assertThat(event.fields() != null).isEqualTo(!body.contains(":{"));
	}

	@Test
	void what_is_large_is_not_kept_in_memory_beside_its_bytes() {
		StringBuilder body = new StringBuilder("{\"id\":\"a\"");
		for (int i = 0; i < 1000; i++) {
			body.append(",\"f").append(i).append("\":").append(i);
		}
		assertThat(read(body.append('}').toString()).fields()).isNull();
	}

	private static Event read(String body) {
		return StoredEvents.parse(body.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> fields(Event event) {
		Exchange exchange = new DefaultExchange(this.camel);
		this.exchanges.fill(exchange, new Delivery(1, event, "route", 0, "", 0, 0, 0, 0, 0));
		return exchange.getMessage().getBody(Map.class);
	}

}
