package io.switchboard.calls;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.switchboard.StoreTest;
import io.switchboard.Tables;
import io.switchboard.inbox.EventFeed;
import io.switchboard.inbox.EventMemory;
import io.switchboard.inbox.Inbox;
import io.switchboard.inbox.KnownNumbers;
import io.switchboard.simulator.scenario.PlayedScenarios;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.CallOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Calls in a store, with the projector. */
@StoreTest
abstract class CallsBench {

	static final ObjectMapper JSON = new ObjectMapper();

	static final AtomicLong CALLS = new AtomicLong(6_000_000_000L);

	static final Instant BEGIN = Instant.parse("2026-04-28T08:46:13Z");

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

	CallProjector projector() {
		return projector(Clock.systemUTC());
	}

	CallProjector projector(Clock clock) {
		this.jdbc.update("delete from leader");
		return new CallProjector(this.store, this.projection, this.events, this.update,
				new CallRetention(this.store, this.jdbc, this.memory),
				new OldNumbers(this.store, this.jdbc, this.update), clock);
	}

	/** The events of a scenario with new ids and new calls. */
	static List<Map<String, Object>> played(String scenario, Instant begin) {
		long add = CALLS.addAndGet(1000);
		List<Map<String, Object>> events = new ArrayList<>();
		for (Map<String, Object> event : PlayedScenarios.events(scenario, begin)) {
			Map<String, Object> own = new LinkedHashMap<>(event);
			own.computeIfPresent("call_id", (name, id) -> ((Number) id).longValue() + add);
			own.computeIfPresent("root_call_id", (name, id) -> ((Number) id).longValue() + add);
			own.computeIfPresent("id", (name, id) -> id + "" + add);
			events.add(own);
		}
		return events;
	}

	void accept(String body) {
		this.inbox.accept(body.getBytes(StandardCharsets.UTF_8)).toCompletableFuture().join();
	}

	/** Stores events as webhooks that arrive all at once. */
	void post(List<Map<String, Object>> events) {
		events.stream().map((event) -> {
			try {
				return this.inbox.accept(JSON.writeValueAsBytes(event));
			}
			catch (JsonProcessingException ex) {
				throw new IllegalStateException(ex);
			}
		}).toList().forEach((stored) -> stored.toCompletableFuture().join());
	}

	List<Call> all() {
		return this.calls.find(CallFilter.ALL, null, 500).calls();
	}

	static CallFilter with(String number, String name, Long callId, String queue, Instant from, Instant to,
			CallOutcome outcome, String direction, boolean live) {
		return new CallFilter(number, name, callId, queue, from, to, (outcome != null) ? outcome.toString() : null,
				direction, live);
	}

	List<Long> roots(CallFilter filter) {
		return this.calls.find(filter, null, 500).calls().stream().map(Call::rootCallId).toList();
	}

}
