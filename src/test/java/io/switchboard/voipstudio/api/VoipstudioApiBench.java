package io.switchboard.voipstudio.api;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import io.switchboard.CapturesOutput;
import io.switchboard.Client;
import io.switchboard.SwitchboardTest;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** The kamelets, against an HTTP server with VoIPstudio's possible answers. */
@SwitchboardTest
@CapturesOutput
abstract class VoipstudioApiBench {

	@RegisterExtension
	static final ApiStub API = new ApiStub();

	static final String BASE = "/v1.2/voipstudio/";

	static final Map<String, Object> EVENT = Map.of("id", "uk003.608920d55f7ad3.77053296", "src", "447700900123", "dst",
			"2001");

	@Autowired
	ProducerTemplate camel;

	@Autowired
	CamelContext context;

	@Autowired
	Client client;

	@Autowired
	JdbcTemplate jdbc;

	@Value("${data.dir}")
	Path data;

	Instant receivedAt = Instant.now();

	@DynamicPropertySource
	static void settings(DynamicPropertyRegistry registry) {
		registry.add("voipstudio.api.url", API::url);
		registry.add("voipstudio.api.token", () -> ApiStub.TOKEN);
		registry.add("voipstudio.api.timeout", () -> "4s");
		registry.add("voipstudio.api.breaker-failures", () -> 0);
		registry.add("voipstudio.api.contacts-refresh", () -> "0s");
	}

	@BeforeEach
	void fresh() {
		this.receivedAt = Instant.now();
	}

	Object body(String kamelet) {
		Exchange exchange = ask(kamelet);
		assertThat(exchange.getException()).isNull();
		assertThat(exchange.getMessage().getHeaders()).isEmpty();
		return exchange.getMessage().getBody();
	}

	Exchange ask(String kamelet) {
		return this.camel.request(kamelet, (exchange) -> {
			exchange.getMessage().setBody(EVENT);
			exchange.setVariable("call_id", 4278003532L);
			exchange.setVariable("root_call_id", 4278003531L);
			exchange.setVariable("received_at", this.receivedAt.toString());
		});
	}

}
