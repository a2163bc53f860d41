package io.switchboard.simulator.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.simulator.account.Flavour;
import io.switchboard.simulator.wire.Faults;
import io.switchboard.simulator.wire.Transmission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScenariosTests {

	private static final Instant NOW = Instant.parse("2026-04-28T08:46:13.250Z");

	private static final Scenarios SCENARIOS = new Scenarios(Path.of("routes"));

	private static final ObjectMapper JSON = new ObjectMapper();

	@TempDir
	Path folder;

	@Test
	void every_scenario_that_an_engineer_needs_is_there() {
		assertThat(SCENARIOS.names()).contains("answered-call", "queue-abandoned", "queue-answered-after-three-agents",
				"ring-group-missed", "transfer", "hold-and-resume", "dtmf-survey", "sms-received", "wrap-up-timeout",
				"withheld-number", "busy-hour");
	}

	@ParameterizedTest
	@MethodSource("names")
	void events_are_in_order_with_ids_of_their_own_and_the_fields_of_the_samples(String name) throws IOException {
		Plan plan = SCENARIOS.plan(name, options(1, Flavour.OBSERVED, Faults.NONE, 7));
		Set<Object> ids = new HashSet<>();
		String before = "";
		for (Occurrence each : plan.occurrences()) {
			String id = each.event().get("id").toString();
			assertThat(id).matches("uk003\\.[0-9a-f]{13}\\.[0-9]{8}").isGreaterThan(before);
			before = id;
			assertThat(ids.add(id)).isTrue();
			assertThat(fieldsOf(each.event().get("event_name").toString())).containsAll(each.event().keySet());
		}
		assertThat(plan.transmissions()).hasSameSizeAs(plan.occurrences());
	}

	@ParameterizedTest
	@CsvSource({ "queue-abandoned,call.initial call.ringing call.missed",
			"answered-call,call.initial call.ringing call.connected call.hangup",
			"ring-group-missed,call.initial call.ringing call.ringing call.ringing call.missed call.missed call.missed",
			"wrap-up-timeout,call.initial call.ringing call.ringing call.connected call.connected call.hangup call.hangup queue.wrapup queue.wrapup",
			"dtmf-survey,call.initial call.ringing call.connected call.dtmf call.dtmf call.hangup",
			"sms-received,sms.received" })
	void a_scenario_tells_its_story(String name, String events) {
		assertThat(SCENARIOS.plan(name, options(1, Flavour.OBSERVED, Faults.NONE, 7))
			.occurrences()
			.stream()
			.map((each) -> each.event().get("event_name").toString())).containsExactly(events.split(" "));
	}

	@Test
	void each_agent_who_did_not_answer_is_a_missed_leg_that_is_not_final() {
		List<Map<String, Object>> events = SCENARIOS
			.plan("queue-answered-after-three-agents", options(1, Flavour.OBSERVED, Faults.NONE, 7))
			.occurrences()
			.stream()
			.map(Occurrence::event)
			.toList();
		List<Map<String, Object>> missed = events.stream()
			.filter((event) -> event.get("event_name").equals("call.missed"))
			.toList();
		assertThat(missed).hasSize(2).allMatch((event) -> event.get("final").equals(false));
		assertThat(missed.get(0).get("call_id")).isNotEqualTo(missed.get(1).get("call_id"));
		assertThat(events).extracting((event) -> event.get("root_call_id")).containsOnly(events.get(0).get("call_id"));
		assertThat((Long) events.get(0).get("call_id")).isGreaterThan(1L << 32);
		Map<String, Object> last = events.get(events.size() - 1);
		assertThat(last).containsEntry("final", true)
			.containsEntry("duration", 140L)
			.containsEntry("connected_at", "2026-04-28 08:46:53");
	}

	@Test
	void what_is_not_documented_is_left_out_of_the_documented_flavour() throws IOException {
		Plan plan = SCENARIOS.plan("recorded-queue-call", options(0, Flavour.DOCUMENTED, Faults.NONE, 7));
		assertThat(plan.occurrences()).hasSize(8);
		assertThat(plan.transmissions()).hasSize(7);
		for (Transmission each : plan.transmissions()) {
			assertThat(JSON.readValue(each.body(), new TypeReference<Map<String, Object>>() {
			})).doesNotContainKeys("root_call_id", "final", "terminated_by");
		}
	}

	@Test
	void a_scenario_that_is_played_faster_ends_when_it_would_and_began_earlier() {
		Plan fast = SCENARIOS.plan("queue-abandoned", options(0, Flavour.OBSERVED, Faults.NONE, 7));
		assertThat(fast.occurrences().get(2).event().get("event_time")).isEqualTo("2026-04-28 08:46:13");
		assertThat(fast.startedAt()).isEqualTo(NOW.minusSeconds(68));
		assertThat(SCENARIOS.plan("queue-abandoned", options(1, Flavour.OBSERVED, Faults.NONE, 7)).startedAt())
			.isEqualTo(NOW);
	}

	@Test
	void a_busy_hour_is_the_same_for_the_same_seed() {
		assertThat(shape(7)).isEqualTo(shape(7)).isNotEqualTo(shape(8));
		Plan plan = SCENARIOS.plan("busy-hour", options(0, Flavour.OBSERVED, Faults.NONE, 7));
		assertThat(plan.occurrences().stream().map((each) -> each.event().get("root_call_id")).distinct().count())
			.isBetween(40L, 61L);
		assertThat(plan.occurrences().get(plan.occurrences().size() - 1).after()).isLessThan(Duration.ofMinutes(64));
	}

	private static List<String> shape(long seed) {
		return SCENARIOS.plan("busy-hour", options(0, Flavour.OBSERVED, new Faults(.1, .1, .1, .1, .1, .1), seed))
			.transmissions()
			.stream()
			.map((each) -> each.after() + " " + each.event().get("event_name") + " " + each.event().get("src"))
			.toList();
	}

	@Test
	void each_fault_does_what_it_says() {
		List<Transmission> whole = SCENARIOS.plan("queue-abandoned", options(0, Flavour.OBSERVED, Faults.NONE, 7))
			.transmissions();
		assertThat(faulty(new Faults(1, 0, 0, 0, 0, 0))).hasSize(6);
		assertThat(faulty(new Faults(0, 0, 0, 1, 0, 0))).isEmpty();
		assertThat(faulty(new Faults(0, 0, 0, 0, 1, 0))).hasSize(6);
		assertThat(faulty(new Faults(0, 0, 0, 0, 0, 1)))
			.allSatisfy((each) -> assertThatThrownBy(() -> JSON.readTree(each.body())).isInstanceOf(IOException.class));
		assertThat(faulty(new Faults(0, 0, 1, 0, 0, 0))).hasSize(3)
			.allMatch((each) -> whole.stream()
				.anyMatch((other) -> other.event().get("event_name").equals(each.event().get("event_name"))
						&& other.after().compareTo(each.after()) < 0));
		List<Transmission> reordered = faulty(new Faults(0, 1, 0, 0, 0, 0));
		assertThat(reordered).hasSize(3);
		assertThat(reordered.get(0).event().get("event_name")).isEqualTo("call.initial");
		assertThat(reordered.get(0).after()).isEqualTo(Duration.ofMillis(1001));
	}

	private static List<Transmission> faulty(Faults faults) {
		return SCENARIOS.plan("queue-abandoned", options(0, Flavour.OBSERVED, faults, 7)).transmissions();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			title: x | 'description' is missing
			colour: red | has no key 'colour'
			title: [a | this is not YAML
			""")
	void a_wrong_file_is_refused_with_its_name_and_line(String content, String message) throws IOException {
		Files.createDirectories(this.folder.resolve("scenarios"));
		Files.writeString(this.folder.resolve("scenarios/wrong.yaml"), content + "\n");
		assertThatThrownBy(() -> new Scenarios(this.folder)).isInstanceOf(WrongScenarioException.class)
			.hasMessageContaining("wrong.yaml")
			.hasMessageContaining("line")
			.hasMessageContaining(message);
	}

	@Test
	void an_unknown_scenario_is_answered_with_those_that_are_there() {
		assertThatThrownBy(() -> SCENARIOS.plan("nonsense", options(0, Flavour.OBSERVED, Faults.NONE, 7)))
			.hasMessageContaining("there is no scenario 'nonsense'")
			.hasMessageContaining("queue-abandoned");
	}

	static List<String> names() {
		return SCENARIOS.names();
	}

	private static PlayOptions options(double speed, Flavour flavour, Faults faults, long seed) {
		return new PlayOptions(speed, flavour, faults, seed, NOW);
	}

	/** The fields of the samples of that event. */
	private static Set<String> fieldsOf(String eventName) throws IOException {
		Set<String> fields = new HashSet<>();
		for (Path sample : Arrays.asList(Path.of("routes/samples").toFile().listFiles())
			.stream()
			.map((file) -> file.toPath())
			.filter((file) -> file.toString().endsWith(".json"))
			.toList()) {
			Map<String, Object> event = JSON.readValue(sample.toFile(), new TypeReference<>() {
			});
			boolean call = !eventName.startsWith("sms.") && event.containsKey("final")
					&& !event.containsKey("dtmf_tag");
			if (eventName.equals(event.get("event_name")) || call) {
				fields.addAll(event.keySet());
			}
		}
		return fields;
	}

}
