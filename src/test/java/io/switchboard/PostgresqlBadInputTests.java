package io.switchboard;

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ContextConfiguration(initializers = PostgresqlDatabase.class)
class PostgresqlBadInputTests extends BadInputTests {

	@Test
	void a_value_that_the_table_refuses_is_a_dead_letter_at_once() {
		this.jdbc.execute("alter table sms add check (1 / (case from_no when 'nobody' then 0 else 1 end) = 1)");
		String id = Client.newId();
		this.client.post("{\"id\":\"%s\",\"event_name\":\"sms.received\",\"from_no\":\"nobody\"}".formatted(id));
		await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
			JsonNode delivery = this.client.deliveries(id).get(0);
			assertThat(delivery.path("status").asText()).isEqualTo("dead");
			assertThat(delivery.path("attempts").asInt()).isEqualTo(1);
			assertThat(delivery.path("last_error").asText()).startsWith("write-sms: ").contains("division by zero");
		});
	}

}
