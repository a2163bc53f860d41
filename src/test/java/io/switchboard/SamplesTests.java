package io.switchboard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

@SwitchboardTest
@ContextConfiguration(initializers = { TemporaryData.class, EveryRouteOn.class })
class SamplesTests {

	@Autowired
	Client client;

	@ParameterizedTest(name = "{0}")
	@MethodSource("samples")
	void a_sample_lands_on_the_route_it_is_named_after(Path sample) throws Exception {
		JsonNode reply = this.client.post(Files.readString(sample));
		assertThat(reply.path("status").asText()).isEqualTo("accepted");
		List<String> routes = this.client.routes(Samples.read(sample).path("id").asText());
		assertThat(routes).contains(Samples.route(sample));
		assertThat(routes.size() == 1 || !routes.contains("unrouted")).isTrue();
	}

	@Test
	void the_sample_on_the_platforms_own_page_is_among_them_as_it_stands_there() {
		// ../shared/webhooks-page.txt, "Event attributes"
		JsonNode sample = Samples.read("call-ended-to-database");
		assertThat(sample.path("id").asText()).isEqualTo("uk003.608920d55f7ac3.77053295");
		assertThat(sample.path("src_name").asText()).isEqualTo("\"442035141598\" <2035141598>");
		assertThat(sample.path("src_id").isTextual()).isTrue();
		assertThat(sample.has("root_call_id") || sample.has("final")).isFalse();
	}

	@Test
	void every_documented_event_has_a_sample() {
		Set<String> names = samples().stream()
			.map((sample) -> Samples.read(sample).path("event_name").asText())
			.collect(Collectors.toSet());
		assertThat(names).contains("call.initial", "call.ringing", "call.missed", "call.connected", "call.hangup",
				"call.hold", "call.unhold", "call.dtmf", "sms.received", "queue.wrapup", "monitor.audio_ready");
	}

	static List<Path> samples() {
		return Samples.all();
	}

}
