package io.switchboard.calls;

import io.switchboard.voipstudio.CallOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.switchboard.inbox.Event;
import io.switchboard.inbox.StoredEvents;
import io.switchboard.simulator.scenario.PlayedScenarios;
import io.switchboard.voipstudio.AnsweredRule;
import io.switchboard.voipstudio.FinalRule;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The outcome of a whole call. */
class SettledCallTests {

	private static final Instant BEGIN = Instant.parse("2026-04-24T08:46:13Z");

	private static final Instant RECEIVED = BEGIN.plus(Duration.ofDays(5));

	private static final long ROOT = MadeEvents.ROOT;

	private static final MadeEvents MADE = new MadeEvents(BEGIN, RECEIVED);

	@ParameterizedTest(name = "{0}")
	@CsvSource(nullValues = "-",
			textBlock = """
					answered-call,           answered,  -,               John Smith,  9,  60,     -,                       -
					queue-abandoned,         abandoned, Support,         -,           68, -,      -,                       -
					queue-answered-after-three-agents, answered, Support, Zoë Grüner, 40, 140,    -,                       -
					ring-group-missed,       missed,    -,               -,           27, -,      -,                       -
					transfer,                answered,  -,               John Smith,  5,  115,    John Smith>Zoë Grüner,   -
					recorded-queue-call,     answered,  Support,         John Smith,  9,  40,     -,                       -
					wrap-up-timeout,         answered,  Support,         John Smith,  8,  52,     -,                       -
					withheld-number,         abandoned, Support,         -,           40, -,      -,                       -
					vip-call,                missed,    -,               -,           60, -,      -,                       -
					queue-overflow,          abandoned, Support Billing, -,           70, -,      -,                       Support>Billing
					queue-overflow-answered, answered,  Support Billing, Zoë Grüner,  40, 120,    -,                       Support>Billing
					queue-music-abandoned,   abandoned, Support,         -,           61, -,      -,                       -
					queue-to-voicemail,      voicemail, Support,         -,           31, -,      -,                       -
					queue-left-open,         abandoned, Support,         -,           45, -,      -,                       -
					callback,                answered,  -,               Jane Roe,    10, 120,    -,                       -
					busy-user,               busy,      -,               -,           1,  -,      -,                       -
					failed-call,             failed,    -,               -,           3,  -,      -,                       -
					four-days,               answered,  -,               John Smith,  6,  345600, -,                       -
					end-before-beginning,    abandoned, Support,         -,           9,  -,      -,                       -
					within-a-second,         answered,  Support,         Alice Brown, 0,  0,      Alice Brown>John Smith,  -
					""")
	void a_scenario_comes_to_one_outcome_in_any_order(String scenario, String outcome, String queues, String answeredBy,
			Long wait, Long talk, String transfers, String overflows) {
		List<Event> events = played(scenario);
		for (int seed = 0; seed < 20; seed++) {
			SettledCall call = settled(shuffled(events, seed));
			assertThat(call.outcome()).hasToString(outcome);
			assertThat(call.queues()).isEqualTo((queues != null) ? List.of(queues.split(" ")) : List.of());
			assertThat(call.answeredBy()).isEqualTo(answeredBy);
			assertThat(call.waitSeconds()).isEqualTo(wait);
			assertThat(call.talkSeconds()).isEqualTo(talk);
			assertThat(passed(call.transfers())).isEqualTo(transfers);
			assertThat(passed(call.overflows())).isEqualTo(overflows);
			assertThat(call.direction()).isEqualTo(scenario.equals("callback") ? "out" : "in");
			assertThat(call.recordings()).hasSize(scenario.startsWith("recorded") ? 1 : 0);
		}
	}

	/** Every scenario of calls states its outcome. */
	@Test
	void the_simulator_knows_what_becomes_of_each_of_its_calls() {
		PlayedScenarios.outcomes().forEach((scenario, outcome) -> {
			if (PlayedScenarios.calls(scenario) == 1) {
				assertThat(settled(played(scenario)).outcome()).as(scenario).hasToString(outcome);
			}
		});
	}

	private static String passed(List<SettledCall.Passed> passed) {
		return passed.isEmpty() ? null
				: passed.stream().map((each) -> each.from() + ">" + each.to()).collect(Collectors.joining(" "));
	}

	@Test
	void what_is_connected_without_a_person_is_no_answer() {
		for (String context : List.of("QUEUE", "Queue", "VOICEMAIL", "VM-7", "IVR-2", "CONF-1")) {
			List<Event> events = List.of(event("call.ringing", 1, ROOT, context, null, ""),
					event("call.connected", 2, ROOT, context, null, ""),
					event("call.hangup", 9, ROOT, context, true, ""));
			assertThat(settled(events).answeredAt()).as(context).isNull();
			assertThat(settled(events).outcome()).as(context).isNotEqualTo(CallOutcome.ANSWERED);
		}
	}

	@Test
	void the_contexts_that_count_are_settings() {
		CallRules rules = new CallRules(new FinalRule(true),
				AnsweredRule.of(List.of("ivr*", "Conf-1"), List.of("box")));
		for (String context : List.of("IVR-2", "conf-1")) {
			assertThat(SettledCall.of(ROOT,
					List.of(event("call.connected", 2, ROOT, context, null, ""),
							event("call.hangup", 9, ROOT, context, true, "")),
					rules)
				.outcome()).isEqualTo(CallOutcome.ANSWERED);
		}
		assertThat(SettledCall.of(ROOT,
				List.of(event("call.connected", 2, ROOT, "BOX", null, ""),
						event("call.hangup", 9, ROOT, "BOX", true, "")),
				rules)
			.outcome()).isEqualTo(CallOutcome.VOICEMAIL);
		assertThatThrownBy(() -> AnsweredRule.of(List.of(" "), List.of()))
			.hasMessageContaining("calls.answer-contexts");
		assertThatThrownBy(() -> new CallsSettings(20, Duration.ofSeconds(-1), Duration.ZERO, Duration.ZERO))
			.hasMessageContaining("calls.settle");
	}

	@Test
	void where_the_platform_does_not_tell_which_legs_belong_together_a_queue_that_was_not_missed_was_answered() {
		assertThat(documented("call.hangup")).isEqualTo(CallOutcome.ANSWERED);
		assertThat(documented("call.missed")).isEqualTo(CallOutcome.ABANDONED);
	}

	private static CallOutcome documented(String end) {
		return settled(
				Stream.of(event("call.connected", 2, ROOT, "QUEUE", null, ""), event(end, 9, ROOT, "QUEUE", null, ""))
					.map((event) -> StoredEvents
						.parse(new String(event.body(), StandardCharsets.UTF_8).replaceAll("\"root_call_id\":\\d+,", "")
							.getBytes(StandardCharsets.UTF_8), RECEIVED))
					.toList())
			.outcome();
	}

	@Test
	void only_who_is_called_answers_a_call_that_somebody_made_by_a_click() {
		String own = ",\"destination\":\"out\",\"dst\":\"1002\",\"dst_id\":\"10002\",\"dst_name\":\"John\"";
		String jane = ",\"destination\":\"out\",\"dst\":\"447700900123\",\"dst_id\":\"0\",\"dst_name\":\"Jane\"";
		List<Event> events = List.of(event("call.initial", 1, ROOT, "LOCAL_USER", null, own),
				event("call.connected", 3, ROOT, "LOCAL_USER", null, own),
				event("call.ringing", 4, ROOT + 1, "LOCAL_USER", null, jane),
				event("call.missed", 9, ROOT + 1, "LOCAL_USER", false, jane),
				event("call.hangup", 9, ROOT, "LOCAL_USER", true, own));
		SettledCall missed = settled(shuffled(events, 7));
		assertThat(missed.outcome()).isEqualTo(CallOutcome.MISSED);
		assertThat(missed.dst()).isEqualTo("447700900123");
		List<Event> taken = new ArrayList<>(events);
		taken.add(event("call.connected", 6, ROOT + 1, "LOCAL_USER", null, jane));
		SettledCall answered = settled(shuffled(taken, 7));
		assertThat(answered.outcome()).isEqualTo(CallOutcome.ANSWERED);
		assertThat(answered.answeredBy()).isEqualTo("Jane");
		assertThat(answered.waitSeconds()).isEqualTo(5);
		assertThat(answered.transfers()).isEmpty();
	}

	@Test
	void a_call_out_of_a_queue_waits_in_none() {
		String jane = ",\"destination\":\"out\",\"dst\":\"447700900123\",\"dst_id\":\"0\",\"dst_name\":\"Jane\"";
		Event rings = event("call.ringing", 1, ROOT, "QUEUE", null, jane);
		SettledCall missed = settled(List.of(rings, event("call.missed", 9, ROOT, "QUEUE", true, jane)));
		assertThat(missed.outcome()).isEqualTo(CallOutcome.MISSED);
		assertThat(missed.queues()).isEmpty();
		SettledCall answered = settled(List.of(rings, event("call.connected", 4, ROOT, "QUEUE", null, jane),
				event("call.hangup", 9, ROOT, "QUEUE", true, jane)));
		assertThat(answered.outcome()).isEqualTo(CallOutcome.ANSWERED);
		assertThat(answered.answeredBy()).isEqualTo("Jane");
	}

	@Test
	void one_who_is_busy_among_several_makes_no_busy_call() {
		List<Event> events = List.of(event("call.ringing", 1, ROOT, "RG-7", null, ""),
				event("call.hangup", 2, ROOT + 1, "LOCAL_USER", false, ",\"t_cause\":\"User Busy\""),
				event("call.missed", 9, ROOT + 2, "LOCAL_USER", false, ""),
				event("call.missed", 9, ROOT, "RG-7", true, ",\"t_cause\":\"No Answer\""));
		assertThat(settled(events).outcome()).isEqualTo(CallOutcome.MISSED);
	}

	@Test
	void a_call_without_an_end_has_none() {
		SettledCall call = settled(List.of(event("call.ringing", 1, ROOT, "LOCAL_USER", null, ""),
				event("call.connected", 5, ROOT, "LOCAL_USER", null, ",\"dst_name\":\"Zoë\"")));
		assertThat(call.outcome()).isEqualTo(CallOutcome.END_UNKNOWN);
		assertThat(call.answeredBy()).isEqualTo("Zoë");
		assertThat(call.endTime()).isNull();
		assertThat(call.talkSeconds()).isNull();
	}

	@Property(tries = 300)
	void any_order_and_any_repetition_comes_to_the_same(@ForAll("calls") List<Event> events, @ForAll long seed) {
		SettledCall call = settled(events);
		List<Event> again = new ArrayList<>(events);
		again.addAll(events.subList(0, 1 + (int) Math.floorMod(seed, (long) events.size())));
		assertThat(settled(shuffled(again, seed))).isEqualTo(call);
		assertThat(call.talkSeconds() == null || call.answeredAt() != null).isTrue();
		assertThat(call.outcome() == CallOutcome.END_UNKNOWN).isEqualTo(call.endTime() == null);
	}

	@Property(tries = 200)
	void a_call_that_comes_through_two_webhooks_comes_to_the_same(@ForAll("scenarios") String scenario,
			@ForAll long seed) {
		List<Event> events = played(scenario);
		List<Event> twice = new ArrayList<>(events);
		for (Event event : events) {
			String id = event.id();
			twice.add(StoredEvents.parse(new String(event.body(), StandardCharsets.UTF_8)
				.replace("\"" + id + "\"", "\"" + id.replaceFirst("\\.\\d+$", ".00000001") + "\"")
				.getBytes(StandardCharsets.UTF_8), RECEIVED.plusSeconds(Math.floorMod(seed, 100))));
		}
		assertThat(settled(shuffled(twice, seed))).isEqualTo(settled(events));
	}

	@Provide
	Arbitrary<String> scenarios() {
		return Arbitraries
			.of(PlayedScenarios.names().stream().filter((name) -> PlayedScenarios.calls(name) == 1).toList());
	}

	@Provide
	Arbitrary<List<Event>> calls() {
		Arbitrary<String> name = Arbitraries.of("call.initial", "call.ringing", "call.connected", "call.hold",
				"call.unhold", "call.dtmf", "call.missed", "call.hangup", "queue.wrapup", "monitor.audio_ready", "x");
		Arbitrary<String> context = Arbitraries.of("QUEUE", "LOCAL_USER", "RG-7", "IVR", "VOICEMAIL");
		Arbitrary<String> more = Arbitraries.of("", ",\"t_cause\":\"User Busy\"", ",\"dst_name\":\"Zoë\"",
				",\"connected_at\":\"2026-04-28 08:46:10\"", ",\"start_time\":\"2026-04-28 08:46:01\"",
				",\"destination\":\"out\"", ",\"monitor_id\":7", ",\"destination\":\"out\",\"dst_id\":\"0\"",
				",\"destination\":\"out\",\"dst_id\":\"10002\"");
		return Combinators
			.combine(name, Arbitraries.integers().between(0, 9), Arbitraries.longs().between(ROOT, ROOT + 3), context,
					Arbitraries.of(Boolean.TRUE, Boolean.FALSE).injectNull(0.5), more)
			.as(SettledCallTests::event)
			.list()
			.ofMinSize(1)
			.ofMaxSize(12);
	}

	private static Event event(String name, int second, long leg, String context, Boolean last, String more) {
		return MADE.event(name, second, leg, context, last, more);
	}

	private static List<Event> played(String scenario) {
		return MADE.played(scenario);
	}

	private static List<Event> shuffled(List<Event> events, long seed) {
		List<Event> shuffled = new ArrayList<>(events);
		Collections.shuffle(shuffled, new Random(seed));
		return shuffled;
	}

	private static SettledCall settled(List<Event> events) {
		return SettledCall.of(Objects.requireNonNull(events.get(0).rootCallId()), events, CallRules.defaults());
	}

}
