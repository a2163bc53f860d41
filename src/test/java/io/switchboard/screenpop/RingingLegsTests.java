package io.switchboard.screenpop;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.StoredEvents;
import io.switchboard.screenpop.PhoneCall.State;
import io.switchboard.simulator.scenario.PlayedScenarios;
import io.switchboard.voipstudio.PhoneNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The state of a telephone, from the events of its legs. */
class RingingLegsTests {

	private static final Instant BEGIN = Instant.parse("2026-04-28T08:46:13Z");

	private static final Set<String> ALL = Set.of("1001", "1002", "1003", "1004", "1005");

	private static final ObjectMapper JSON = new ObjectMapper();

	private final PhoneNumbers numbers = new PhoneNumbers("GB");

	private final RingingLegs legs = new RingingLegs(this.numbers);

	private int ids;

	private Event event(String name, int second, String more) {
		return event(name, second, "LOCAL_USER", "1001", more);
	}

	private Event event(String name, int second, String context, String dst, String more) {
		return read("""
				{"id":"x.%d","event_name":"%s","event_time":"2026-04-28 08:46:%02d","call_id":%s,"root_call_id":70,\
				"context":"%s","destination":"in","src":"447700900123","dst":"%s"%s}""".formatted(++this.ids, name,
				second, context.equals("QUEUE") ? "70" : "7" + dst, context, dst, more));
	}

	private static Event read(String body) {
		return StoredEvents.parse(body.getBytes(StandardCharsets.UTF_8), BEGIN);
	}

	private PhoneCall only() {
		assertThat(this.legs.at(ALL)).hasSize(1);
		return this.legs.at(ALL).get(0);
	}

	@Test
	void a_telephone_rings_talks_and_is_put_down() {
		assertThat(this.legs.hear(event("call.initial", 10, ""))).as("the telephone does not ring yet").isEmpty();
		assertThat(this.legs.hear(event("call.ringing", 11, ",\"src_name\":\"Jane Doe\""))).hasSize(1);
		assertThat(only().state()).isEqualTo(State.RINGING);
		assertThat(only().number()).isEqualTo("+447700900123");
		assertThat(only().name()).isEqualTo("Jane Doe");
		assertThat(this.legs.hear(event("call.connected", 15, ""))).hasSize(1);
		assertThat(only().state()).isEqualTo(State.ANSWERED);
		assertThat(this.legs.hear(event("call.hold", 16, ""))).as("a person who is on hold talks on").isEmpty();
		this.legs.hear(event("call.hangup", 20, ""));
		assertThat(only().state()).isEqualTo(State.ENDED);
		assertThat(only().answeredAt()).isNotNull();
		this.legs.forget(BEGIN.plus(RingingLegs.SEEN).plusSeconds(1));
		assertThat(this.legs.at(ALL)).isEmpty();
	}

	@Test
	void a_queue_rings_all_its_agents_and_each_sees_the_queue_and_what_became_of_it_there() {
		this.legs.hear(event("call.ringing", 11, "LOCAL_USER", "1001", ""));
		this.legs.hear(event("call.ringing", 11, "LOCAL_USER", "1002", ""));
		// the event of the queue's own leg may come late
		assertThat(this.legs.hear(event("call.ringing", 10, "QUEUE", "2001", ",\"dst_name\":\"Support\""))).hasSize(2);
		this.legs.hear(event("call.connected", 14, "LOCAL_USER", "1002", ""));
		this.legs.hear(event("call.missed", 14, "LOCAL_USER", "1001", ",\"final\":false"));
		assertThat(this.legs.at(Set.of("1001"))).singleElement()
			.matches((call) -> call.state() == State.ENDED && call.answeredAt() == null
					&& "Support".equals(call.queue()));
		assertThat(this.legs.at(Set.of("1002"))).singleElement()
			.matches((call) -> call.state() == State.ANSWERED && "Support".equals(call.queue()));
		assertThat(this.legs.at(Set.of("2001"))).as("a queue has no telephone").isEmpty();
	}

	@Test
	void after_an_overflow_a_telephone_shows_the_queue_that_rang_it() {
		this.legs.hear(event("call.ringing", 10, "QUEUE", "2001", ",\"dst_name\":\"Support\""));
		this.legs.hear(event("call.ringing", 11, "LOCAL_USER", "1001", ""));
		this.legs.hear(event("call.ringing", 20, "QUEUE", "2002", ",\"dst_name\":\"Billing\""));
		this.legs.hear(event("call.ringing", 21, "LOCAL_USER", "1003", ""));
		this.legs.hear(event("call.missed", 22, "QUEUE", "2001", ",\"dst_name\":\"Support\",\"final\":false"));
		assertThat(this.legs.at(Set.of("1001"))).extracting(PhoneCall::queue).containsExactly("Support");
		assertThat(this.legs.at(Set.of("1003"))).extracting(PhoneCall::queue).containsExactly("Billing");
	}

	@Test
	void who_was_missed_once_may_be_rung_again_but_what_hung_up_is_over() {
		this.legs.hear(event("call.ringing", 11, ""));
		this.legs.hear(event("call.missed", 12, ",\"final\":false"));
		assertThat(only().state()).isEqualTo(State.ENDED);
		this.legs.hear(event("call.ringing", 13, ""));
		assertThat(only().state()).isEqualTo(State.RINGING);
		this.legs.hear(event("call.hangup", 14, ""));
		this.legs.hear(event("call.connected", 13, ""));
		assertThat(only().state()).isEqualTo(State.ENDED);
	}

	@ParameterizedTest
	@CsvSource({ "'',", "anonymous,", "266696687,", "1002,1002", "447700900123,+447700900123",
			"07700900123,+447700900123" })
	void who_calls_is_a_number_a_colleague_or_withheld(String src, String number) {
		this.legs.hear(
				read("""
						{"id":"y","event_name":"call.ringing","event_time":"2026-04-28 08:46:10","call_id":71,"context":"LOCAL_USER",\
						"src":"%s","src_name":"\\"%s\\" <%s>","dst":"1001"}"""
					.formatted(src, src, src)));
		assertThat(only().number()).isEqualTo(number);
		assertThat(only().outside()).isEqualTo(number != null && number.startsWith("+"));
	}

	@Test
	void a_call_to_somebody_outside_rings_no_telephone_here() {
		this.legs.hear(
				read("""
						{"id":"z","event_name":"call.ringing","event_time":"2026-04-28 08:46:10","call_id":72,"context":"LOCAL_USER",\
						"destination":"out","src":"1001","dst":"447700900123"}"""));
		assertThat(this.legs.at(ALL)).isEmpty();
	}

	@Test
	void a_ring_whose_end_was_lost_is_told_as_over_and_a_talk_is_believed_for_longer() {
		this.legs.hear(event("call.ringing", 11, "LOCAL_USER", "1001", ""));
		this.legs.hear(event("call.connected", 11, "LOCAL_USER", "1002", ""));
		assertThat(this.legs.forget(BEGIN.plus(RingingLegs.RINGS))).isEmpty();
		assertThat(this.legs.forget(BEGIN.plus(RingingLegs.RINGS).plusSeconds(1))).singleElement()
			.matches((call) -> call.phone().equals("1001") && call.state() == State.ENDED);
		assertThat(this.legs.at(ALL)).singleElement().matches((call) -> call.phone().equals("1002"));
		assertThat(this.legs.forget(BEGIN.plus(Duration.ofHours(5)))).hasSize(1);
		assertThat(this.legs.at(ALL)).isEmpty();
	}

	static List<String> scenarios() {
		return PlayedScenarios.names().stream().filter((name) -> !PlayedScenarios.isMix(name)).toList();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("scenarios")
	void every_order_of_events_comes_to_the_same(String scenario) throws Exception {
		List<Event> events = new ArrayList<>();
		for (var event : PlayedScenarios.events(scenario, BEGIN)) {
			events.add(StoredEvents.parse(JSON.writeValueAsBytes(event), BEGIN));
		}
		List<PhoneCall> inOrder = after(events);
		for (int seed = 0; seed < 5; seed++) {
			Collections.shuffle(events, new Random(seed));
			assertThat(after(events)).as("seed " + seed).isEqualTo(inOrder);
		}
		if (scenario.equals("queue-answered-after-three-agents")) {
			assertThat(inOrder).hasSizeGreaterThan(2)
				.anyMatch((call) -> call.answeredAt() != null)
				.anyMatch((call) -> call.answeredAt() == null)
				.allMatch((call) -> call.state() == State.ENDED && "Support".equals(call.queue()));
		}
	}

	private List<PhoneCall> after(List<Event> events) {
		RingingLegs legs = new RingingLegs(this.numbers);
		events.forEach(legs::hear);
		return legs.at(ALL).stream().sorted(Comparator.comparingLong(PhoneCall::callId)).toList();
	}

}
