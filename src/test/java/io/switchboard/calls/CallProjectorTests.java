package io.switchboard.calls;

import io.switchboard.voipstudio.CallOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.switchboard.Client;
import io.switchboard.inbox.EventMemory;
import io.switchboard.inbox.Gaps;
import io.switchboard.simulator.scenario.PlayedScenarios;
import io.switchboard.store.PacedJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** The projector works out the same call in whatever order its events come. */
class CallProjectorTests extends CallsBench {

	@ParameterizedTest(name = "{0}")
	@MethodSource("scenarios")
	void a_scenario_comes_to_the_same_row_in_whatever_order_and_however_often_it_comes(String scenario) {
		List<Call> inOrder = play(played(scenario, BEGIN), projector());
		List<Map<String, Object>> reversed = played(scenario, BEGIN);
		Collections.reverse(reversed);
		assertThat(play(reversed, projector())).usingRecursiveFieldByFieldElementComparatorIgnoringFields(OWN)
			.containsExactlyElementsOf(inOrder);
		for (int seed = 0; seed < 3; seed++) {
			List<Map<String, Object>> shuffled = played(scenario, BEGIN);
			Collections.shuffle(shuffled, new Random(seed));
			shuffled.add(shuffled.get(0));
			shuffled.add(shuffled.get(shuffled.size() / 2));
			assertThat(play(shuffled, projector())).usingRecursiveFieldByFieldElementComparatorIgnoringFields(OWN)
				.containsExactlyElementsOf(inOrder);
		}
		assertThat(inOrder).hasSize(PlayedScenarios.calls(scenario));
	}

	/** The values that differ each time a scenario is played. */
	private static final String[] OWN = { "rootCallId", "firstSeenAt", "lastSeenAt" };

	static List<String> scenarios() {
		List<String> names = new ArrayList<>(PlayedScenarios.names());
		names.removeIf(PlayedScenarios::isMix);
		return names;
	}

	@Test
	void a_busy_hour_in_disorder_comes_to_the_same_calls() {
		List<Map<String, Object>> hour = played("busy-hour", BEGIN);
		post(hour);
		projector().run();
		List<Call> inOrder = sorted();
		assertThat(inOrder).hasSizeGreaterThan(40)
			.allMatch((call) -> call.state() == CallState.ENDED && call.events() > 1);
		begin_with_nothing();
		Collections.shuffle(hour, new Random(5));
		CallProjector projector = projector();
		for (int i = 0; i < hour.size(); i += 50) {
			post(hour.subList(i, Math.min(i + 50, hour.size())));
			projector.run();
		}
		projector.run();
		assertThat(sorted()).usingRecursiveFieldByFieldElementComparatorIgnoringFields("firstSeenAt", "lastSeenAt")
			.containsExactlyElementsOf(inOrder);
	}

	@Test
	void a_projector_goes_on_where_the_last_one_ended() {
		List<Map<String, Object>> events = played("answered-call", BEGIN);
		post(events.subList(0, 1));
		CallProjector first = later();
		first.run();
		first.stop();
		long seq = this.projection.state().seq();
		assertThat(seq).isEqualTo(this.events.newest());
		assertThat(only().state()).isEqualTo(CallState.RINGING);
		post(events.subList(1, 4));
		CallProjector second = later();
		second.run();
		second.run();
		assertThat(only().state()).isEqualTo(CallState.ENDED);
		assertThat(this.projection.state().seq()).isEqualTo(seq + 3);
	}

	@Test
	void once_started_it_follows_by_itself_and_a_stop_ends_its_turn() {
		CallProjector projector = projector();
		projector.start();
		post(played("queue-abandoned", BEGIN));
		await().until(() -> all().stream().anyMatch((call) -> call.outcome() == CallOutcome.ABANDONED));
		projector.stop();
		assertThat(this.jdbc.queryForList("select holder from leader", String.class)).isEmpty();
	}

	@Test
	void two_at_once_harm_nothing_and_only_one_has_the_turn() {
		List<Map<String, Object>> hour = played("busy-hour", BEGIN);
		CallProjector one = projector();
		CallProjector other = projector();
		CompletableFuture<Void> posting = CompletableFuture
			.runAsync(() -> hour.forEach((event) -> post(List.of(event))));
		while (!posting.isDone()) {
			CompletableFuture.allOf(CompletableFuture.runAsync(one::run), CompletableFuture.runAsync(other::run))
				.join();
		}
		posting.join();
		one.run();
		other.run();
		List<Call> found = sorted();
		this.jdbc.update("delete from call");
		this.jdbc.update("update call_projection set seq = 0");
		projector().run();
		assertThat(sorted()).isEqualTo(found);
	}

	@Test
	void while_one_has_the_turn_another_works_nothing_out() {
		List<Map<String, Object>> events = played("answered-call", BEGIN);
		CallProjector one = projector();
		CallProjector other = projector();
		post(events.subList(0, 1));
		one.run();
		post(events.subList(1, 4));
		other.run();
		assertThat(only().state()).isEqualTo(CallState.RINGING);
		one.run();
		assertThat(only().state()).isEqualTo(CallState.ENDED);
	}

	@Test
	void what_was_worked_out_from_fewer_events_changes_nothing() throws Exception {
		List<Map<String, Object>> events = played("answered-call", BEGIN);
		post(events);
		projector().run();
		Call whole = only();
		Call stale = new Call(whole.rootCallId(), whole.firstSeenAt(), whole.lastSeenAt(), whole.startTime(), null,
				null, "in", null, null, null, null, null, null, "user", CallState.RINGING, null, null, null, 1, 3,
				false, false);
		long last = this.events.newest();
		for (long seq : new long[] { last - 1, last }) {
			this.store.write((connection) -> {
				this.table.write(connection, List.of(new CallTable.Row(stale, Set.of(), seq, CallDue.NEVER)));
				return true;
			});
		}
		assertThat(only()).isEqualTo(whole);
	}

	@Test
	void a_row_that_says_the_same_already_is_left_as_it_is() throws Exception {
		post(played("answered-call", BEGIN));
		projector().run();
		Call call = only();
		long last = this.events.newest();
		Call named = call.named("Ann", call.dstName());
		assertThat(written(call, last)).as("the same").isZero();
		assertThat(written(named, last)).as("with a name that was not known").isOne();
		assertThat(written(named, last)).as("the same").isZero();
		assertThat(written(named, last + 1)).as("after one more event").isOne();
		assertThat(only().srcName()).isEqualTo("Ann");
	}

	private int written(Call call, long seq) throws Exception {
		return this.store.write((connection) -> this.table.write(connection,
				List.of(new CallTable.Row(call, Set.of(), seq, CallDue.NEVER))));
	}

	@Test
	void an_event_whose_lower_number_comes_late_is_not_passed_over() {
		accept("{\"id\":\"%s\",\"event_name\":\"x\"}".formatted(Client.newId()));
		long seq = this.events.newest();
		this.jdbc.update("update call_projection set seq = ?", seq);
		CallProjector projector = projector();
		insert(seq + 2, "call.ringing");
		projector.run();
		assertThat(only().state()).isEqualTo(CallState.RINGING);
		assertThat(this.projection.state().seq()).isEqualTo(seq);
		insert(seq + 1, "call.hangup");
		projector.run();
		assertThat(only().state()).isEqualTo(CallState.ENDED);
		assertThat(this.projection.state().seq()).isEqualTo(seq + 2);
	}

	/** Like a commit that took a while: its number is lower than those seen already. */
	private void insert(long seq, String name) {
		this.jdbc.update(
				"""
						insert into event (seq, id, event_name, context_kind, call_id, root_call_id, received_at, status, body)
						%s values (?, ?, ?, 'user', 5, 5, ?, 'accepted', ?)"""
					.formatted(this.store.dialect().isShared() ? "overriding system value" : ""),
				seq, Client.newId(), name, this.store.time(Instant.now()), "{}".getBytes(StandardCharsets.UTF_8));
		if (this.store.dialect().isShared()) {
			this.jdbc.queryForObject("select setval('event_seq_seq', greatest(?, (select max(seq) from event)))",
					Long.class, seq);
		}
	}

	@Test
	void a_recording_that_names_a_leg_alone_belongs_to_the_legs_call() {
		long root = CALLS.addAndGet(100);
		String recording = """
				{"id":"%s","event_name":"monitor.audio_ready","call_id":%d,"monitor_id":5}""".formatted(Client.newId(),
				root + 1);
		CallProjector projector = projector();
		accept(recording);
		projector.run();
		assertThat(only().rootCallId()).isEqualTo(root + 1);
		for (long leg : new long[] { root, root + 1 }) {
			accept("{\"id\":\"%s\",\"event_name\":\"call.ringing\",\"call_id\":%d,\"root_call_id\":%d}"
				.formatted(Client.newId(), leg, root));
			projector.run();
		}
		accept(recording.replaceFirst("\"id\":\"[^\"]*", "\"id\":\"" + Client.newId()));
		projector.run();
		Call call = only();
		assertThat(call.rootCallId()).isEqualTo(root);
		assertThat(call.hasRecording()).isTrue();
		assertThat(call.events()).isEqualTo(4);
		assertThat(roots(with(null, null, root + 1, null, null, null, null, null, false))).containsExactly(root);
	}

	@Test
	void what_is_no_event_of_a_call_comes_to_none() {
		accept("nonsense");
		accept("{\"id\":\"%s\",\"event_name\":\"sms.received\",\"from_no\":\"1\",\"call_id\":5}"
			.formatted(Client.newId()));
		accept("{\"id\":\"%s\",\"event_name\":\"x\"}".formatted(Client.newId()));
		later().run();
		assertThat(all()).isEmpty();
		assertThat(this.projection.state().seq()).isEqualTo(this.events.newest());
	}

	@Test
	void calls_that_an_older_switchboard_kept_get_their_numbers_of_today_once() throws Exception {
		for (int i = 0; i < 130; i++) {
			long call = CALLS.addAndGet(100);
			accept("""
					{"id":"%s","event_name":"call.hangup","call_id":%d,"src":"sip:447700900123@10.0.0.5:5060","dst":"(0)20 7946"}"""
				.formatted(Client.newId(), call));
		}
		later().run();
		String older = "update call set src = '447700900123100055060', dst = null";
		assertThat(this.jdbc.update(older)).isEqualTo(130);
		// its events were deleted
		this.jdbc.update("delete from event where seq = (select min(seq) from event)");
		this.jdbc.update("delete from call_projection where name = 'numbers'");
		CallProjector projector = later();
		for (int i = 0; i < 3; i++) {
			projector.run();
		}
		assertThat(this.jdbc.queryForList("select src from call group by src order by count(*) desc", String.class))
			.containsExactly("447700900123", "447700900123100055060");
		this.jdbc.update(older);
		projector.run();
		later().run();
		assertThat(this.jdbc.queryForList("select distinct src from call", String.class)).as("once")
			.containsExactly("447700900123100055060");
	}

	@Test
	void a_call_goes_when_its_events_are_gone_and_it_is_old() throws Exception {
		for (int i = 0; i < 3; i++) {
			post(played("transfer", BEGIN));
		}
		projector().run();
		List<Long> calls = roots(CallFilter.ALL);
		Object old = this.store.time(Instant.now().minus(Duration.ofDays(91)));
		this.jdbc.update("update call set last_seen_at = ? where root_call_id <> ?", old, calls.get(0));
		this.jdbc.update("delete from event where root_call_id <> ?", calls.get(1));
		EventMemory memory = mock(EventMemory.class);
		given(memory.since(any())).willReturn(Instant.now().minus(Duration.ofDays(90)));
		new CallRetention(this.store, this.jdbc, memory).run(Instant.now(),
				new PacedJob("old-calls", Duration.ofDays(1), Duration.ZERO, () -> {
				}));
		assertThat(roots(CallFilter.ALL)).containsExactlyInAnyOrder(calls.get(0), calls.get(1));
		assertThat(this.jdbc.queryForObject("select count(*) from call_leg", Integer.class)).isEqualTo(2);
	}

	@Test
	void a_call_that_has_to_stay_is_not_looked_at_in_each_run() throws Exception {
		post(played("transfer", BEGIN));
		projector().run();
		this.jdbc.update("update call set last_seen_at = ?", this.store.time(Instant.now().minus(Duration.ofDays(91))));
		EventMemory memory = mock(EventMemory.class);
		given(memory.since(any())).willReturn(Instant.now().minus(Duration.ofDays(90)));
		CallRetention retention = new CallRetention(this.store, this.jdbc, memory);
		PacedJob job = new PacedJob("old-calls", Duration.ofDays(1), Duration.ZERO, () -> {
		});
		Instant now = Instant.now();
		retention.run(now, job);
		this.jdbc.update("delete from event");
		for (int i = 1; i < CallRetention.RUNS_PER_WALK; i++) {
			retention.run(now.plus(Duration.ofMinutes(i)), job);
			assertThat(all()).as("run " + i).hasSize(1);
		}
		retention.run(now.plus(Duration.ofMinutes(CallRetention.RUNS_PER_WALK)), job);
		assertThat(all()).isEmpty();
	}

	/** One that waits for no number that was passed over. */
	private CallProjector later() {
		return projector(Clock.offset(Clock.systemUTC(), Gaps.PATIENCE.plusSeconds(10)));
	}

	/** Takes them in, with a look at the calls in the middle; what they come to. */
	private List<Call> play(List<Map<String, Object>> events, CallProjector projector) {
		begin_with_nothing();
		int middle = events.size() / 2;
		post(events.subList(0, middle));
		projector.run();
		post(events.subList(middle, events.size()));
		projector.run();
		return all();
	}

	private List<Call> sorted() {
		return all().stream().sorted(Comparator.comparing(Call::rootCallId)).toList();
	}

	private Call only() {
		assertThat(all()).hasSize(1);
		return all().get(0);
	}

}
