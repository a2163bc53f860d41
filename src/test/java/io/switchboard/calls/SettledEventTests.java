package io.switchboard.calls;

import io.switchboard.voipstudio.CallOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.switchboard.inbox.StoredEvents;
import io.switchboard.declared.Gives;
import io.switchboard.voipstudio.EventFields;
import io.switchboard.voipstudio.RuleFacts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The checks of routes know the fields of {@code call.settled}. */
class SettledEventTests {

	@Test
	void every_field_of_it_is_known() throws IOException {
		Instant now = Instant.parse("2026-04-28T08:46:13Z");
		SettledCall call = SettledCall.of(7,
				List.of(StoredEvents.parse(
						"{\"id\":\"x\",\"event_name\":\"call.hangup\",\"call_id\":7}".getBytes(StandardCharsets.UTF_8),
						now)),
				CallRules.defaults());
		JsonNode event = new ObjectMapper()
			.readTree(SettledEvent.of(call, 0, FiledSettlements.of(7, List.of()), now, null));
		Set<String> ours = Set.of(SettlingJob.class.getAnnotation(Gives.class).value());
		Set<String> fields = new TreeSet<>();
		event.fieldNames().forEachRemaining(fields::add);
		assertThat(EventFields.NAMES).containsAll(fields.stream().filter((field) -> !ours.contains(field)).toList());
		assertThat(fields).containsAll(ours);
		assertThat(
				new YAMLMapper().readTree(getClass().getResourceAsStream("/io/switchboard/console/api/webhooks.yaml"))
					.at("/components/schemas/CallSettled/properties")
					.fieldNames())
			.toIterable()
			.containsExactlyInAnyOrderElementsOf(fields);
	}

	@Test
	void a_rule_may_ask_for_every_outcome() {
		assertThat(RuleFacts.OUTCOMES).containsExactlyInAnyOrderElementsOf(
				Arrays.stream(CallOutcome.values()).map(CallOutcome::toString).toList());
	}

}
