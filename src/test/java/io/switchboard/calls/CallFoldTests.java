package io.switchboard.calls;

import io.switchboard.voipstudio.CallOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.Random;

import io.switchboard.inbox.Event;
import io.switchboard.inbox.StoredEvents;
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

/** The events of a call, folded into one call. */
class CallFoldTests {

	private static final Instant RECEIVED = Instant.parse("2026-04-28T09:00:00Z");

	private static final Instant BEGIN = Instant.parse("2026-04-28T08:46:13Z");

	private static final long ROOT = MadeEvents.ROOT;

	private static final MadeEvents MADE = new MadeEvents(BEGIN, RECEIVED);

	private static final CallRules NOT_FINAL = new CallRules(new FinalRule(false), CallRules.defaults().answers());

	@ParameterizedTest(name = "{0}")
	@CsvSource(nullValues = "-", textBlock = """
			answered-call,                     answered,  9,  60, 1, -,       user,       John Smith
			queue-abandoned,                   abandoned, 68, -,  1, Support, queue,      -
			withheld-number,                   abandoned, 40, -,  1, Support, queue,      -
			queue-answered-after-three-agents, answered,  40, 140, 4, Support, queue,     Zoë Grüner
			ring-group-missed,                 missed,    27, -,  3, -,       ring-group, -
			transfer,                          answered,  5,  115, 2, -,      user,       John Smith
			hold-and-resume,                   answered,  6,  84, 1, -,       user,       John Smith
			dtmf-survey,                       answered,  4,  51, 1, -,       user,       John Smith
			recorded-queue-call,               answered,  9,  40, 2, Support, queue,      John Smith
			wrap-up-timeout,                   answered,  8,  52, 2, Support, queue,      John Smith
			vip-call,                          missed,    60, -,  1, -,       user,       -
			""")
	void a_scenario_comes_to_one_call(String scenario, String outcome, Long wait, Long talk, int legs, String queue,
			String kind, String answeredBy) {
		List<Event> events = played(scenario);
		Call call = fold(events);
		assertThat(call.outcome()).hasToString(outcome);
		assertThat(call.state()).isEqualTo(CallState.ENDED);
		assertThat(call.waitSeconds()).isEqualTo(wait);
		assertThat(call.talkSeconds()).isEqualTo(talk);
		assertThat(call.legs()).isEqualTo(legs);
		assertThat(call.queue()).isEqualTo(queue);
		assertThat(call.contextKind()).isEqualTo(kind);
		assertThat(call.answeredBy()).isEqualTo(answeredBy);
		assertThat(call.direction()).isEqualTo("in");
		assertThat(call.hasRecording()).isEqualTo(scenario.startsWith("recorded"));
		assertThat(call.events()).isEqualTo(events.size());
		assertThat(call.reconciled()).isFalse();
		assertThat(call.src() == null).isEqualTo(scenario.equals("withheld-number"));
	}

	@Test
	void at_each_moment_of_its_life_a_call_says_where_it_stands() {
		assertThat(states("hold-and-resume")).containsExactly("ringing", "ringing", "connected", "on-hold", "connected",
				"ended");
		assertThat(states("queue-abandoned")).containsExactly("waiting", "waiting", "ended");
		assertThat(states("transfer")).containsExactly("ringing", "ringing", "connected", "connected", "connected",
				"connected", "ended");
		assertThat(states("queue-answered-after-three-agents")).containsExactly("waiting", "waiting", "waiting",
				"waiting", "waiting", "waiting", "waiting", "connected", "connected", "connected", "ended");
		assertThat(states("ring-group-missed")).containsExactly("ringing", "ringing", "ringing", "ringing", "ringing",
				"ringing", "ended");
	}

	private static List<String> states(String scenario) {
		List<Event> events = played(scenario);
		List<String> states = new ArrayList<>();
		for (int i = 1; i <= events.size(); i++) {
			Call call = fold(events.subList(0, i));
			assertThat(call.outcome() == null).isEqualTo(call.state() != CallState.ENDED);
			states.add(call.state().toString());
		}
		return states;
	}

	@Test
	void an_end_that_does_not_say_ends_the_call_unless_another_leg_lives_or_the_setting_says_no() {
		Event ringing = event("call.ringing", 10, ROOT, "QUEUE", null, "");
		Event agentRings = event("call.ringing", 11, ROOT + 1, "LOCAL_USER", null, "");
		Event agentMissed = event("call.missed", 20, ROOT + 1, "LOCAL_USER", null, "");
		Event missed = event("call.missed", 30, ROOT, "QUEUE", null, "");
		assertThat(fold(List.of(ringing, agentRings, agentMissed)).state()).isEqualTo(CallState.WAITING);
		assertThat(fold(List.of(ringing, agentRings, agentMissed, missed)).outcome()).isEqualTo(CallOutcome.ABANDONED);
		assertThat(CallFold.of(ROOT, List.of(ringing, missed), NOT_FINAL).state()).isEqualTo(CallState.WAITING);
		Event hangup = event("call.hangup", 31, ROOT, "QUEUE", null, "");
		assertThat(CallFold.of(ROOT, List.of(ringing, hangup), NOT_FINAL).state()).isEqualTo(CallState.ENDED);
	}

	@Test
	void busy_and_failed_are_the_platforms_words() {
		assertThat(fold(List.of(event("call.hangup", 9, ROOT, "LOCAL_USER", true, ",\"t_cause\":\"User Busy\"")))
			.outcome()).isEqualTo(CallOutcome.BUSY);
		assertThat(fold(List.of(event("call.hangup", 9, ROOT, "LOCAL_USER", true, ",\"state\":\"FAILED\""))).outcome())
			.isEqualTo(CallOutcome.FAILED);
	}

	@Test
	void a_call_of_which_only_the_end_came_is_whole() {
		Call call = fold(List.of(event("call.hangup", 59, ROOT, "RG-7", true, """
				,"start_time":"2026-04-28 08:46:00","connected_at":"2026-04-28 08:46:20","src":"+44 7700 900123"\
				,"src_name":"Jane \\u0000 <\\ud800>","dst":"2001","dst_name":"Support\"""")));
		assertThat(call.answeredAt()).isEqualTo(Instant.parse("2026-04-28T08:46:20Z"));
		assertThat(call.waitSeconds()).isEqualTo(20);
		assertThat(call.talkSeconds()).isEqualTo(39);
		assertThat(call.outcome()).isEqualTo(CallOutcome.ANSWERED);
		assertThat(call.src()).isEqualTo("447700900123");
		assertThat(call.srcName()).isEqualTo("Jane \uFFFD <\uFFFD>");
		assertThat(call.dstName()).isEqualTo("Support");
	}

	@Test
	void times_that_cannot_be_are_not_believed() {
		Event odd = StoredEvents.parse("""
				{"id":"x","event_name":"call.ringing","call_id":%d,"event_time":"9999-01-01 00:00:00",\
				"start_time":"2030-01-01 00:00:00"}""".formatted(ROOT).getBytes(StandardCharsets.UTF_8), RECEIVED);
		assertThat(fold(List.of(odd)).startTime()).isEqualTo(RECEIVED);
	}

	@Test
	void a_recording_alone_is_no_live_call() {
		Event recording = event("monitor.audio_ready", 9, ROOT, "QUEUE", null, "");
		assertThat(fold(List.of(recording)).state()).isEqualTo(CallState.UNKNOWN);
		assertThat(fold(List.of(recording)).hasRecording()).isTrue();
	}

	@Property(tries = 500)
	void the_order_in_which_events_come_changes_nothing(@ForAll("calls") List<Event> events, @ForAll long seed) {
		Call call = fold(events);
		List<Event> shuffled = new ArrayList<>(events);
		Collections.shuffle(shuffled, new Random(seed));
		assertThat(fold(shuffled)).isEqualTo(call);
		assertThat(call.endTime() != null).isEqualTo(call.state() == CallState.ENDED);
		assertThat(call.talkSeconds() == null || call.answeredAt() != null).isTrue();
		assertThat(call.outcome() == CallOutcome.ANSWERED)
			.isEqualTo(call.endTime() != null && call.answeredAt() != null);
	}

	@Provide
	Arbitrary<List<Event>> calls() {
		Arbitrary<String> name = Arbitraries.of("call.initial", "call.ringing", "call.connected", "call.hold",
				"call.unhold", "call.dtmf", "call.missed", "call.hangup", "queue.wrapup", "monitor.audio_ready", "x");
		Arbitrary<String> context = Arbitraries.of("QUEUE", "LOCAL_USER", "RG-7", "IVR");
		Arbitrary<String> more = Arbitraries.of("", ",\"t_cause\":\"User Busy\"", ",\"dst_name\":\"Zoë\"",
				",\"connected_at\":\"2026-04-28 08:46:10\"", ",\"start_time\":\"2026-04-28 08:46:01\"",
				",\"destination\":\"out\"");
		return Combinators
			.combine(name, Arbitraries.integers().between(0, 59), Arbitraries.longs().between(ROOT, ROOT + 3), context,
					Arbitraries.of(Boolean.TRUE, Boolean.FALSE).injectNull(0.5), more)
			.as(CallFoldTests::event)
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

	private static Call fold(List<Event> events) {
		Call inOrder = CallFold.of(events.get(0).rootCallId(), events, CallRules.defaults());
		List<Event> reversed = new ArrayList<>(events);
		Collections.reverse(reversed);
		assertThat(CallFold.of(events.get(0).rootCallId(), reversed, CallRules.defaults())).isEqualTo(inOrder);
		List<Event> twice = Stream.concat(events.stream(), events.stream()).toList();
		assertThat(CallFold.of(events.get(0).rootCallId(), twice, CallRules.defaults())).isEqualTo(inOrder);
		return inOrder;
	}

}
