package io.switchboard.calls;

import io.switchboard.voipstudio.CallOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.Client;
import io.switchboard.StoreTest;
import io.switchboard.Tables;
import io.switchboard.inbox.EventFeed;
import io.switchboard.inbox.EventMemory;
import io.switchboard.inbox.Inbox;
import io.switchboard.inbox.KnownNumbers;
import io.switchboard.simulator.scenario.PlayedScenarios;
import io.switchboard.store.PacedJob;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.PlatformTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

@StoreTest
class CallsTests {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final AtomicLong CALLS = new AtomicLong(6_000_000_000L);

	private static final Instant BEGIN = Instant.parse("2026-04-28T08:46:13Z");

	@Autowired
	Inbox inbox;

	@Autowired
	Store store;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	ProjectionTable projection;

	@Autowired
	EventFeed events;

	@Autowired
	CallUpdate update;

	@Autowired
	KnownNumbers numbers;

	@Autowired
	CallTable table;

	@Autowired
	CallsSettings settings;

	@Autowired
	EventMemory memory;

	@Autowired
	Calls calls;

	@BeforeEach
	void begin_with_nothing() {
		Tables.empty(this.jdbc, "attempt", "delivery", "event", "call", "call_leg");
	}

	@AfterEach
	void whose_turn_it_is_matters_no_more() {
		this.jdbc.update("delete from leader");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("scenarios")
	void a_scenario_comes_to_the_same_row_in_whatever_order_and_however_often_it_comes(String scenario) {
		List<Call> inOrder = play(played(scenario), projector());
		List<Map<String, Object>> reversed = played(scenario);
		Collections.reverse(reversed);
		assertThat(play(reversed, projector())).usingRecursiveFieldByFieldElementComparatorIgnoringFields(OWN)
			.containsExactlyElementsOf(inOrder);
		for (int seed = 0; seed < 3; seed++) {
			List<Map<String, Object>> shuffled = played(scenario);
			Collections.shuffle(shuffled, new Random(seed));
			shuffled.add(shuffled.get(0));
			shuffled.add(shuffled.get(shuffled.size() / 2));
			assertThat(play(shuffled, projector())).usingRecursiveFieldByFieldElementComparatorIgnoringFields(OWN)
				.containsExactlyElementsOf(inOrder);
		}
		assertThat(inOrder).hasSize(scenario.equals("sms-received") ? 0 : 1);
	}

	/** What differs whenever a scenario is played again. */
	private static final String[] OWN = { "rootCallId", "firstSeenAt", "lastSeenAt" };

	static List<String> scenarios() {
		List<String> names = new ArrayList<>(PlayedScenarios.names());
		names.removeIf(PlayedScenarios::isMix);
		return names;
	}

	@Test
	void a_busy_hour_in_disorder_comes_to_the_same_calls() {
		List<Map<String, Object>> hour = played("busy-hour");
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
		List<Map<String, Object>> events = played("answered-call");
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
		post(played("queue-abandoned"));
		await().until(() -> all().stream().anyMatch((call) -> call.outcome() == CallOutcome.ABANDONED));
		projector.stop();
		assertThat(this.jdbc.queryForList("select holder from leader", String.class)).isEmpty();
	}

	@Test
	void two_at_once_harm_nothing_and_only_one_has_the_turn() {
		List<Map<String, Object>> hour = played("busy-hour");
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
	void what_was_worked_out_from_fewer_events_changes_nothing() throws Exception {
		List<Map<String, Object>> events = played("answered-call");
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

	/** As a commit does that was under way for a while. */
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
		// its events are gone
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
			post(played("transfer"));
		}
		projector().run();
		List<Long> calls = roots(CallFilter.ALL);
		Object old = this.store.time(Instant.now().minus(Duration.ofDays(91)));
		this.jdbc.update("update call set last_seen_at = ? where root_call_id <> ?", old, calls.get(0));
		this.jdbc.update("delete from event where root_call_id <> ?", calls.get(1));
		EventMemory memory = mock(EventMemory.class);
		given(memory.since(any())).willReturn(Instant.now().minus(Duration.ofDays(90)));
		new OldCalls(this.store, this.jdbc, memory).run(Instant.now(),
				new PacedJob("old-calls", Duration.ofDays(1), Duration.ZERO, () -> {
				}));
		assertThat(roots(CallFilter.ALL)).containsExactlyInAnyOrder(calls.get(0), calls.get(1));
		assertThat(this.jdbc.queryForObject("select count(*) from call_leg", Integer.class)).isEqualTo(2);
	}

	@Test
	void calls_are_found_by_all_that_is_known_of_them() {
		Map<String, Long> ids = new LinkedHashMap<>();
		for (String scenario : List.of("answered-call", "queue-abandoned", "queue-answered-after-three-agents",
				"ring-group-missed", "withheld-number")) {
			List<Map<String, Object>> events = played(scenario);
			post(events);
			ids.put(scenario, (Long) events.get(0).get("root_call_id"));
		}
		projector().run();
		long answered = ids.get("answered-call");
		long abandoned = ids.get("queue-abandoned");
		long agents = ids.get("queue-answered-after-three-agents");
		long missed = ids.get("ring-group-missed");
		long withheld = ids.get("withheld-number");
		assertThat(roots(with("447700900123", null, null, null, null, null, null, null, false)))
			.containsExactlyInAnyOrder(answered, abandoned);
		assertThat(roots(with("2001", null, null, null, null, null, null, null, false)))
			.containsExactlyInAnyOrder(abandoned, agents, withheld);
		assertThat(roots(with(null, "GRÜN", null, null, null, null, null, null, false))).containsExactly(agents);
		assertThat(roots(with(null, "upp", null, null, null, null, null, null, false)))
			.containsExactlyInAnyOrder(abandoned, agents, withheld);
		assertThat(roots(with(null, "%", null, null, null, null, null, null, false))).isEmpty();
		assertThat(roots(with("2001", "anonym", null, null, null, null, null, null, false))).containsExactly(withheld);
		assertThat(roots(with(null, null, agents, null, null, null, null, null, false))).containsExactly(agents);
		assertThat(roots(with(null, null, null, "Support", null, null, null, null, false)))
			.containsExactlyInAnyOrder(abandoned, agents, withheld);
		assertThat(roots(with(null, null, null, "Support", null, null, CallOutcome.ABANDONED, "in", false)))
			.containsExactlyInAnyOrder(abandoned, withheld);
		assertThat(roots(with(null, null, null, null, null, null, CallOutcome.MISSED, null, false)))
			.containsExactly(missed);
		assertThat(roots(with(null, null, null, null, null, null, null, "out", false))).isEmpty();
		assertThat(roots(with(null, null, null, null, BEGIN, BEGIN.plusMillis(1), null, null, false))).hasSize(5);
		assertThat(roots(with(null, null, null, null, BEGIN.plusMillis(1), null, null, null, false))).isEmpty();
		assertThat(roots(with(null, null, null, null, null, BEGIN, null, null, false))).isEmpty();
		assertThat(roots(with(null, null, null, null, null, null, null, null, true))).isEmpty();
	}

	@Test
	void pages_are_complete_and_without_repeats() {
		List<Map<String, Object>> hour = played("busy-hour");
		post(hour);
		projector().run();
		List<Long> all = roots(CallFilter.ALL);
		assertThat(all).hasSizeGreaterThan(40).doesNotHaveDuplicates();
		assertThat(paged(CallFilter.ALL, 7, 500)).isEqualTo(all);
		CallFilter named = with(null, "support", null, null, null, null, null, null, false);
		List<Long> support = roots(with(null, null, null, "Support", null, null, null, null, false));
		assertThat(support).hasSizeGreaterThan(5);
		assertThat(paged(named, 2, 3)).isEqualTo(support);
		assertThat(paged(with("2001", "support", null, null, null, null, null, null, false), 3, 4)).isEqualTo(support);
	}

	private List<Long> paged(CallFilter filter, int limit, int window) {
		List<Long> read = new ArrayList<>();
		CallCursor cursor = null;
		do {
			CallPage page = this.calls.find(filter, cursor, limit, window);
			page.calls().forEach((call) -> read.add(call.rootCallId()));
			cursor = page.next();
		}
		while (cursor != null);
		return read;
	}

	@Test
	void live_calls_are_counted_until_nothing_is_heard_of_them_for_hours() {
		Instant now = Instant.now();
		waiting(now.minusSeconds(90));
		waiting(now.minusSeconds(30));
		post(played("answered-call").subList(0, 3));
		post(played("queue-abandoned"));
		projector().run();
		LiveCalls live = at(now).live();
		assertThat(live.calls()).isEqualTo(3);
		assertThat(live.waiting()).isEqualTo(2);
		assertThat(live.longestWaitSeconds()).isEqualTo(90);
		assertThat(live.queues()).containsExactly(new LiveCalls.Queue("Support", 2, 90));
		assertThat(at(now).find(with(null, null, null, null, null, null, null, null, true), null, 9).calls())
			.hasSize(3);
		Calls later = at(now.plus(Duration.ofHours(5)));
		assertThat(later.live()).isEqualTo(new LiveCalls(0, 0, null, List.of()));
		assertThat(later.find(CallFilter.ALL, null, 9).calls()).extracting(Call::state)
			.containsExactlyInAnyOrder(CallState.UNKNOWN, CallState.UNKNOWN, CallState.UNKNOWN, CallState.ENDED);
	}

	private void waiting(Instant since) {
		long call = CALLS.addAndGet(100);
		accept("""
				{"id":"%s","event_name":"call.ringing","call_id":%d,"event_time":"%3$s","start_time":"%3$s",\
				"context":"QUEUE","dst_name":"Support"}""".formatted(Client.newId(), call, PlatformTime.format(since)));
	}

	@Test
	void a_day_of_the_queues_is_counted_in_the_time_zone_of_people() {
		for (String scenario : List.of("queue-abandoned", "recorded-queue-call", "wrap-up-timeout",
				"queue-answered-after-three-agents", "answered-call")) {
			post(played(scenario));
		}
		post(played("recorded-queue-call").subList(0, 4));
		projector().run();
		QueueDay day = this.calls.day(LocalDate.of(2026, 4, 28));
		assertThat(day.queues()).containsExactly(new QueueDay.Counts("Support", 4, 1, 4, 2, 68 + 9 + 8 + 40));
		assertThat(day.all()).isEqualTo(new QueueDay.Counts(null, 4, 1, 4, 2, 125));
		assertThat(day.all().serviceLevel()).isEqualTo(0.5);
		assertThat(day.all().averageWaitSeconds()).isEqualTo(31.25);
		assertThat(this.calls.day(LocalDate.of(2026, 4, 29)).all().serviceLevel()).isNull();
		Calls faraway = new Calls(this.store, this.jdbc, this.table, this.numbers, this.settings,
				ZoneId.of("Pacific/Auckland"), Clock.fixed(BEGIN.plus(Duration.ofHours(6)), ZoneOffset.UTC));
		assertThat(faraway.today()).isEqualTo(LocalDate.of(2026, 4, 29));
		assertThat(faraway.day(LocalDate.of(2026, 4, 28)).all().ended()).isEqualTo(4);
		assertThat(at(BEGIN).today()).isEqualTo(LocalDate.of(2026, 4, 28));
	}

	private Calls at(Instant now) {
		return new Calls(this.store, this.jdbc, this.table, this.numbers, this.settings, ZoneOffset.UTC,
				Clock.fixed(now, ZoneOffset.UTC));
	}

	private CallProjector projector() {
		return projector(Clock.systemUTC());
	}

	/** One that waits for no number that was passed over. */
	private CallProjector later() {
		return projector(Clock.offset(Clock.systemUTC(), Gaps.PATIENCE.plusSeconds(10)));
	}

	private CallProjector projector(Clock clock) {
		this.jdbc.update("delete from leader");
		return new CallProjector(this.store, this.projection, this.events, this.update,
				new OldCalls(this.store, this.jdbc, this.memory), new OldNumbers(this.store, this.jdbc, this.update),
				clock);
	}

	/** The events of a scenario, with ids and calls that were never used before. */
	private static List<Map<String, Object>> played(String scenario) {
		long add = CALLS.addAndGet(1000);
		List<Map<String, Object>> events = new ArrayList<>();
		for (Map<String, Object> event : PlayedScenarios.events(scenario, BEGIN)) {
			Map<String, Object> own = new LinkedHashMap<>(event);
			own.computeIfPresent("call_id", (name, id) -> ((Number) id).longValue() + add);
			own.computeIfPresent("root_call_id", (name, id) -> ((Number) id).longValue() + add);
			own.computeIfPresent("id", (name, id) -> id + "" + add);
			events.add(own);
		}
		return events;
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

	private void accept(String body) {
		this.inbox.accept(body.getBytes(StandardCharsets.UTF_8)).toCompletableFuture().join();
	}

	/** As webhooks that come all at once. */
	private void post(List<Map<String, Object>> events) {
		events.stream().map((event) -> {
			try {
				return this.inbox.accept(JSON.writeValueAsBytes(event));
			}
			catch (JsonProcessingException ex) {
				throw new IllegalStateException(ex);
			}
		}).toList().forEach((stored) -> stored.toCompletableFuture().join());
	}

	private static CallFilter with(String number, String name, Long callId, String queue, Instant from, Instant to,
			CallOutcome outcome, String direction, boolean live) {
		return new CallFilter(number, name, callId, queue, from, to, (outcome != null) ? outcome.toString() : null,
				direction, live);
	}

	private List<Long> roots(CallFilter filter) {
		return this.calls.find(filter, null, 500).calls().stream().map(Call::rootCallId).toList();
	}

	private List<Call> all() {
		return this.calls.find(CallFilter.ALL, null, 500).calls();
	}

	private List<Call> sorted() {
		return all().stream().sorted(Comparator.comparing(Call::rootCallId)).toList();
	}

	private Call only() {
		assertThat(all()).hasSize(1);
		return all().get(0);
	}

}
