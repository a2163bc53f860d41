package io.switchboard.calls;

import io.switchboard.voipstudio.CallOutcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JsonNode;
import io.switchboard.Client;
import io.switchboard.simulator.scenario.PlayedScenarios;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Each call that is over gets one event. */
class SettlingTests extends SettlingBench {

	@Test
	void a_call_that_is_over_is_settled_once_and_after_a_while() {
		long call = postOneByOne(played("queue-overflow", Instant.now().minus(Duration.ofDays(5))));
		settle();
		assertThat(settled()).as("something may be under way").isEmpty();
		goOn(this.settings.settle());
		settle();
		settle();
		settling().run();
		assertThat(settled()).containsExactly("settled." + call);
		JsonNode event = body("settled." + call);
		assertThat(event.path("event_name").asText()).isEqualTo("call.settled");
		assertThat(event.path("root_call_id").asLong()).isEqualTo(call);
		assertThat(event.path("outcome").asText()).isEqualTo("abandoned");
		assertThat(event.path("queues").toString()).isEqualTo("[\"Support\",\"Billing\"]");
		assertThat(event.path("queue").asText()).isEqualTo("Support");
		assertThat(event.path("overflows").get(0).path("to").asText()).isEqualTo("Billing");
		assertThat(event.path("wait_seconds").asInt()).isEqualTo(70);
		assertThat(event.path("talk_seconds").isNull()).isTrue();
		assertThat(event.path("leg_count").asInt()).isEqualTo(4);
		assertThat(event.path("legs")).hasSize(4);
		assertThat(event.path("src").asText()).isEqualTo("447700900123");
		assertThat(event.path("context").asText()).isEqualTo("QUEUE");
		assertThat(event.path("destination").asText()).isEqualTo("in");
		assertThat(event.path("final").asBoolean()).isTrue();
		assertThat(event.path("corrects").isNull()).isTrue();
		assertThat(
				this.jdbc.queryForObject("select root_call_id from event where id = ?", Long.class, "settled." + call))
			.isEqualTo(call);
		assertThat(this.calls.get(call)).get().extracting(Call::events).as("what VoIPstudio sent").isEqualTo(10);
	}

	@Test
	void what_was_settled_is_not_worked_out_once_more_until_more_comes() {
		List<Map<String, Object>> events = played("queue-overflow", Instant.now().minus(Duration.ofDays(5)));
		long call = postOneByOne(events);
		this.projector.run();
		goOn(this.settings.settle());
		this.settling.run();
		assertThat(settled()).hasSize(1);
		this.jdbc.update("update call set queue = 'as it was' where root_call_id = ?", call);
		this.projector.run();
		assertThat(queue(call)).as("after the event that settled it").isEqualTo("as it was");
		Map<String, Object> more = new LinkedHashMap<>(events.get(0));
		more.put("id", more.get("id") + "-more");
		post(List.of(more));
		this.projector.run();
		assertThat(queue(call)).as("after one more event").isEqualTo("Support");
	}

	private String queue(long call) {
		return this.jdbc.queryForObject("select queue from call where root_call_id = ?", String.class, call);
	}

	@Test
	void every_scenario_is_settled_as_it_says_in_any_order() {
		Map<Long, String> outcomes = new LinkedHashMap<>();
		PlayedScenarios.outcomes().forEach((scenario, outcome) -> {
			if (PlayedScenarios.calls(scenario) == 1) {
				List<Map<String, Object>> events = played(scenario, Instant.now().minus(Duration.ofDays(5)));
				Collections.shuffle(events, new Random(7));
				outcomes.put(postOneByOne(events), outcome);
			}
		});
		settle();
		goOn(this.settings.settle().plus(this.settings.recordWait()));
		settle();
		assertThat(settled()).hasSameSizeAs(outcomes.keySet());
		outcomes.forEach(
				(call, outcome) -> assertThat(body("settled." + call).path("outcome").asText()).isEqualTo(outcome));
	}

	/** Numbers that are spelt differently give the same call in each of two stores. */
	@Test
	void a_call_whose_numbers_are_spelt_otherwise_is_the_same_call() {
		Instant begin = Instant.now().minus(Duration.ofDays(5));
		List<Map<String, Object>> events = played("queue-overflow", begin);
		long call = postOneByOne(spelt(events));
		settle();
		goOn(this.settings.settle());
		settle();
		assertThat(settled()).containsExactly("settled." + call);
		JsonNode event = body("settled." + call);
		assertThat(event.path("call_id").isIntegralNumber()).isTrue();
		assertThat(event.path("outcome").asText()).isEqualTo("abandoned");
		assertThat(event.path("overflows").get(0).path("to").asText()).isEqualTo("Billing");
		assertThat(event.path("wait_seconds").asInt()).isEqualTo(70);
		assertThat(event.path("leg_count").asInt()).isEqualTo(4);
		assertThat(event.path("src").asText()).isEqualTo("447700900123");
	}

	/** Each event spells the number differently. */
	private static List<Map<String, Object>> spelt(List<Map<String, Object>> events) {
		List<UnaryOperator<Object>> ways = List.of((number) -> number.toString(), (number) -> number + ".0",
				(number) -> new BigDecimal(number + ".0"), (number) -> new BigDecimal(number + "0e-1"),
				(number) -> " " + number + " ");
		List<Map<String, Object>> spelt = new ArrayList<>();
		for (Map<String, Object> event : events) {
			UnaryOperator<Object> way = ways.get(spelt.size() % ways.size());
			Map<String, Object> other = new LinkedHashMap<>(event);
			other.replaceAll((name, value) -> (value instanceof Number) ? way.apply(value) : value);
			spelt.add(other);
		}
		return spelt;
	}

	@Test
	void a_node_that_died_after_it_had_filed_files_nothing_twice() {
		long call = postOneByOne(played("answered-call", Instant.now().minus(Duration.ofDays(5))));
		settle();
		goOn(this.settings.settle());
		settle();
		// as if the row was never written
		this.jdbc.update("update call set settle_at = ? where root_call_id = ?",
				this.store.time(this.clock.instant().minusSeconds(1)), call);
		this.jdbc.update("delete from leader");
		settling().run();
		assertThat(settled()).containsExactly("settled." + call);
		assertThat(this.jdbc.queryForObject("select count(*) from event where status = 'duplicate'", Integer.class))
			.isZero();
		assertThat(this.jdbc.queryForObject("select count(settle_at) from call", Integer.class)).isZero();
	}

	@Test
	void several_nodes_at_once_settle_each_call_once() {
		int calls = 30;
		for (int i = 0; i < calls; i++) {
			postOneByOne(played("queue-abandoned", Instant.now().minus(Duration.ofDays(5))));
		}
		settle();
		goOn(this.settings.settle());
		List<CompletableFuture<Void>> nodes = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			nodes.add(CompletableFuture.runAsync(() -> {
				try {
					// each believes that it leads
					this.settlement.settle(this.settlingTable.toSettle(this.clock.instant(), 100),
							this.clock.instant());
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			}));
		}
		nodes.forEach(CompletableFuture::join);
		assertThat(settled()).hasSize(calls).doesNotHaveDuplicates();
		assertThat(this.jdbc.queryForObject("select count(*) from event where status = 'duplicate'", Integer.class))
			.isZero();
	}

	@Test
	void of_two_nodes_one_settles() {
		postOneByOne(played("queue-abandoned", Instant.now().minus(Duration.ofDays(5))));
		settle();
		goOn(this.settings.settle());
		this.jdbc.update("insert into leader (work, holder, lease_until) values ('settling', 'another', ?)",
				this.store.time(this.clock.instant().plusSeconds(20)));
		this.settling.run();
		assertThat(settled()).isEmpty();
		this.clock.goOn(Duration.ofSeconds(21));
		this.settling.run();
		assertThat(settled()).hasSize(1);
	}

	@Test
	void a_late_leg_that_changes_the_outcome_is_a_correction_and_any_other_is_none() {
		List<Map<String, Object>> events = played("queue-abandoned", Instant.now().minus(Duration.ofDays(5)));
		long call = postOneByOne(events);
		settle();
		goOn(this.settings.settle());
		settle();
		accept(leg(call, 5, "call.hangup", ",\"final\":false"));
		settle();
		goOn(this.settings.settle());
		settle();
		assertThat(settled()).as("nobody took that one either").hasSize(1);
		accept(leg(call, 6, "call.connected", ""));
		accept(leg(call, 6, "call.hangup", ",\"final\":false,\"connected_at\":\"2026-04-28 08:46:20\""));
		settle();
		goOn(this.settings.settle());
		settle();
		settle();
		assertThat(settled()).containsExactly("settled." + call, "settled." + call + ".1");
		JsonNode correction = body("settled." + call + ".1");
		assertThat(correction.path("outcome").asText()).isEqualTo("answered");
		assertThat(correction.path("corrects").asText()).isEqualTo("settled." + call);
		assertThat(correction.path("corrected_outcome").asText()).isEqualTo("abandoned");
		assertThat(this.calls.get(call)).get().extracting(Call::outcome).isEqualTo(CallOutcome.ANSWERED);
	}

	@Test
	void a_call_that_goes_on_is_not_settled_however_long() {
		postOneByOne(played("four-days", Instant.now().minus(Duration.ofDays(5))).subList(0, 3));
		settle();
		goOn(Duration.ofDays(4));
		settle();
		assertThat(settled()).isEmpty();
		assertThat(this.settlingTable.toAsk(this.clock.instant(), 9)).as("VoIPstudio is asked").hasSize(1);
	}

	@Test
	void a_call_that_is_gone_is_settled_without_an_end_and_corrected_once_that_comes() throws Exception {
		List<Map<String, Object>> events = played("answered-call", Instant.now().minus(Duration.ofDays(5)));
		long call = postOneByOne(events.subList(0, 3));
		settle();
		goOn(this.settings.askAfter());
		assertThat(this.incompleteCalls.open(this.clock.instant(), 9)).extracting(IncompleteCalls.LostEnd::rootCallId)
			.containsExactly(call);
		this.incompleteCalls.nothingMore(call, this.clock.instant());
		settle();
		settle();
		assertThat(settled()).containsExactly("settled." + call);
		assertThat(body("settled." + call).path("outcome").asText()).isEqualTo("end-unknown");
		assertThat(body("settled." + call).path("answered_by").asText()).isEqualTo("John Smith");
		assertThat(this.calls.get(call)).get()
			.extracting(Call::outcome, Call::state)
			.containsExactly(CallOutcome.END_UNKNOWN, CallState.ENDED);
		goOn(Duration.ofDays(1));
		assertThat(this.incompleteCalls.open(this.clock.instant(), 9)).isEmpty();
		postOneByOne(events.subList(3, 4));
		settle();
		goOn(this.settings.settle());
		settle();
		assertThat(settled()).containsExactly("settled." + call, "settled." + call + ".1");
		assertThat(body("settled." + call + ".1").path("outcome").asText()).isEqualTo("answered");
		assertThat(body("settled." + call + ".1").path("corrected_outcome").asText()).isEqualTo("end-unknown");
	}

	/**
	 * {@link DueRule} says so of all others: of a call that nothing more is known of, the
	 * row alone says that it is to be settled.
	 */
	@Test
	void a_node_that_looked_before_another_had_filed_corrects_nothing() throws Exception {
		long call = postOneByOne(played("answered-call", Instant.now().minus(Duration.ofDays(5))).subList(0, 3));
		settle();
		goOn(this.settings.askAfter());
		this.incompleteCalls.nothingMore(call, this.clock.instant());
		List<SettlingTable.Open> seen = this.settlingTable.toSettle(this.clock.instant(), 9);
		assertThat(seen).hasSize(1);
		settle();
		this.settlement.settle(seen, this.clock.instant());
		assertThat(settled()).containsExactly("settled." + call);
	}

	@Test
	void what_cannot_be_all_waits_for_its_records_and_not_for_ever() throws Exception {
		long call = postOneByOne(played("queue-music-abandoned", Instant.now().minus(Duration.ofDays(5))));
		settle();
		goOn(this.settings.settle());
		settle();
		assertThat(settled()).as("the music was connected, and perhaps a person").isEmpty();
		assertThat(this.incompleteCalls.open(this.clock.instant(), 9)).extracting(IncompleteCalls.LostEnd::isOver)
			.containsExactly(true);
		this.incompleteCalls.awaited(call, this.clock.instant());
		assertThat(this.incompleteCalls.open(this.clock.instant(), 9)).isEmpty();
		goOn(this.settings.recordWait());
		settle();
		assertThat(body("settled." + call).path("outcome").asText()).isEqualTo("abandoned");
		assertThat(this.incompleteCalls.open(this.clock.instant(), 9)).as("once settled it is not asked for").isEmpty();
	}

	@Test
	void a_call_that_ended_by_its_record_is_settled_though_a_leg_has_no_end() {
		long call = CALLS.addAndGet(10);
		accept(leg(call, 1, "call.connected", ""));
		accept("""
				{"id":"reconciled.%d","event_name":"call.missed","event_time":"2026-04-28 08:46:13","call_id":%2$d,\
				"root_call_id":%2$d,"context":"LOCAL_USER","final":true}""".formatted(CALLS.addAndGet(10), call));
		settle();
		goOn(this.settings.settle());
		settle();
		assertThat(body("settled." + call).path("outcome").asText()).isEqualTo("answered");
	}

	@Test
	void calls_of_the_time_before_are_history() {
		postOneByOne(played("queue-abandoned", Instant.now().minus(Duration.ofDays(5))));
		this.jdbc.update("update event set received_at = ?", this.store.time(Instant.now().minus(Duration.ofDays(30))));
		settle();
		goOn(Duration.ofDays(1));
		settle();
		assertThat(settled()).isEmpty();
	}

	@Test
	void whoever_took_an_id_of_ours_hides_no_call() {
		List<Map<String, Object>> events = played("queue-abandoned", Instant.now().minus(Duration.ofDays(5)));
		long call = (Long) events.get(0).get("root_call_id");
		accept("{\"id\":\"settled.%d\",\"event_name\":\"call.ringing\",\"call_id\":5}".formatted(call));
		postOneByOne(events);
		settle();
		goOn(this.settings.settle());
		settle();
		settle();
		assertThat(settled()).containsExactly("settled." + call + ".1");
		assertThat(body("settled." + call + ".1").path("corrects").isNull()).isTrue();
	}

	@Test
	void calls_of_which_only_ours_is_left_are_left_alone() {
		long call = postOneByOne(played("queue-abandoned", Instant.now().minus(Duration.ofDays(5))));
		settle();
		goOn(this.settings.settle());
		settle();
		this.jdbc.update("delete from event where id not like 'settled.%'");
		this.jdbc.update("update call set settle_at = ?, ask_at = ?", this.store.time(Instant.EPOCH),
				this.store.time(Instant.EPOCH));
		settle();
		assertThat(settled()).containsExactly("settled." + call);
		assertThat(this.jdbc.queryForObject("select count(settle_at) from call", Integer.class)).isZero();
	}

	@Test
	void what_switchboard_files_is_no_webhook() {
		postOneByOne(played("queue-abandoned", Instant.now().minus(Duration.ofDays(5))));
		Instant last = this.events.lastReceived();
		settle();
		goOn(this.settings.settle());
		settle();
		accept("{\"id\":\"schedule.x.%s\",\"event_name\":\"schedule.due\"}".formatted(Client.newId()));
		assertThat(settled()).hasSize(1);
		assertThat(this.events.lastReceived()).isEqualTo(last);
	}

	@Test
	void once_started_it_settles_by_itself() {
		postOneByOne(played("queue-abandoned", Instant.now().minus(Duration.ofDays(5))));
		settle();
		goOn(this.settings.settle());
		this.settling.start();
		await().until(() -> settled().size() == 1);
		this.settling.stop();
		assertThat(this.jdbc.queryForList("select holder from leader where work = 'settling'", String.class)).isEmpty();
	}

	/** A leg rings again and is lost, and then its end comes after all. */
	@Test
	void an_outcome_that_comes_back_was_told_before() throws Exception {
		long call = CALLS.addAndGet(10);
		accept(queueLeg(call, 0, "call.missed"));
		settle();
		goOn(this.settings.settle().plus(this.settings.recordWait()));
		settle();
		accept(queueLeg(call, 1, "call.ringing"));
		settle();
		goOn(this.settings.askAfter());
		this.incompleteCalls.nothingMore(call, this.clock.instant());
		settle();
		accept(queueLeg(call, 1, "call.missed"));
		settle();
		goOn(this.settings.settle().plus(this.settings.recordWait()));
		settle();
		assertThat(settled()).extracting((id) -> body(id).path("outcome").asText())
			.containsExactly("abandoned", "end-unknown", "abandoned");
		assertThat(settled()).extracting((id) -> body(id).path("told_missed").asBoolean())
			.containsExactly(false, true, true);
	}

}
