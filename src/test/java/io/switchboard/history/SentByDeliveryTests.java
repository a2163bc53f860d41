package io.switchboard.history;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.switchboard.history.SentByDelivery.Sent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SentByDeliveryTests {

	@Test
	void a_viewer_sees_where_it_went_and_how_it_ended_and_nothing_of_anybody() {
		Map<String, @Nullable Object> facts = new LinkedHashMap<>();
		facts.put("request", "POST https://crm.test/people/447700900123?name=Jane");
		facts.put("headers", Map.of("X-Caller", "447700900123"));
		facts.put("body", "Jane Roe");
		facts.put("to", "jane@example.org");
		facts.put("status", 201);
		facts.put("statement", "insert into sms (src) values (:?src)");
		facts.put("values", Map.of("src", "447700900123"));
		Sent masked = new Sent(1, 1, Instant.EPOCH, "http", facts).masked();
		assertThat(masked.facts().toString()).doesNotContain("Jane", "447700900123", "jane@")
			.contains("POST https://crm.test/***", "201", "insert into sms", "X-Caller", "src=***");
	}

}
