package io.switchboard.delivery.decision;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.delivery.durable.BareRules;
import io.switchboard.inbox.ReadEvent;
import io.switchboard.voipstudio.EventNames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each event goes where it went before the rules, when the switchboard was one choice.
 * The decisions of then are recorded, with all destinations off and with all on.
 */
class DecisionsTests {

	private static final Path RECORD = Path.of("src/test/resources/switchboard/decisions.txt");

	private static final Map<String, Object> OFF = Map.of("crm.url", "", "missed-call-sms-back.enabled", "false",
			"vip-caller-transfer.enabled", "false");

	private static final Map<String, Object> ON = Map.of("crm.url", "http://localhost/activities",
			"missed-call-sms-back.enabled", "true", "vip-caller-transfer.enabled", "true");

	private static final List<String> NAMES = List.of("call.initial", "call.ringing", "call.missed", "call.connected",
			"call.hangup", "call.hold", "call.unhold", "call.dtmf", "sms.received", "queue.wrapup",
			"monitor.audio_ready", "call.unheard", "-");

	@ParameterizedTest
	@ValueSource(strings = { "routes/switchboard.camel.yaml", "src/test/resources/switchboard/choice.camel.yaml" })
	void every_event_goes_where_it_went(String switchboard) throws Exception {
		assertThat(decisions(Files.readString(Path.of(switchboard)))).hasSizeGreaterThan(400)
			.containsExactlyElementsOf(Files.readAllLines(RECORD));
	}

	private static List<String> decisions(String switchboard) throws Exception {
		List<String> lines = new ArrayList<>();
		try (BareRules off = new BareRules(OFF).with(switchboard); BareRules on = new BareRules(ON).with(switchboard)) {
			for (String name : NAMES) {
				for (String context : List.of("QUEUE", "RG-7", "LOCAL_USER", "IVR-1")) {
					for (String isFinal : List.of("true", "false", "-")) {
						for (String direction : List.of("in", "out", "-")) {
							byte[] event = event(name, context, isFinal, direction);
							lines.add("%s %s %s %s: %s | %s".formatted(name, context, isFinal, direction,
									routes(off, event), routes(on, event)));
						}
					}
				}
			}
			try (Stream<Path> samples = Files.list(Path.of("routes/samples"))) {
				for (Path sample : samples.filter((file) -> file.toString().endsWith(".json")).sorted().toList()) {
					byte[] event = Files.readAllBytes(sample);
					if (isFiledBySwitchboard(String.valueOf(ReadEvent.of(event).eventName()))) {
						continue; // there was none
					}
					lines.add("%s: %s | %s".formatted(sample.getFileName(), routes(off, event), routes(on, event)));
				}
			}
		}
		return lines;
	}

	private static boolean isFiledBySwitchboard(String name) {
		return name.equals(EventNames.SETTLED) || name.startsWith("followup.") || name.startsWith("schedule.");
	}

	private static String routes(BareRules rules, byte[] event) throws Exception {
		return String.join(" ", new TreeSet<>(rules.decide(ReadEvent.of(event))));
	}

	/** The event has no field whose column is {@code -}. */
	private static byte[] event(String name, String context, String isFinal, String direction) {
		ObjectNode event = JsonNodeFactory.instance.objectNode().put("id", "x").put("call_id", 1);
		event.put("context", context);
		List<String> fields = Arrays.asList("event_name", name, "destination", direction);
		for (int i = 0; i < fields.size(); i += 2) {
			if (!fields.get(i + 1).equals("-")) {
				event.put(fields.get(i), fields.get(i + 1));
			}
		}
		if (!isFinal.equals("-")) {
			event.put("final", Boolean.parseBoolean(isFinal));
		}
		return event.toString().getBytes(StandardCharsets.UTF_8);
	}

}
