package io.switchboard.calls;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.switchboard.Client;
import io.switchboard.SetClock;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.beans.factory.annotation.Autowired;

/** Calls in a store, a clock that a test moves, and the job that settles calls. */
abstract class SettlingBench extends CallsBench {

	SetClock clock;

	@Autowired
	SettlingTable settlingTable;

	@Autowired
	SettledFiling settlement;

	@Autowired
	IncompleteCalls incompleteCalls;

	CallProjector projector;

	SettlingJob settling;

	@BeforeEach
	void begin() {
		this.clock = new SetClock(Instant.now());
		this.jdbc.update("delete from leader");
		this.projector = projector();
		this.settling = settling();
	}

	static String queueLeg(long call, int leg, String name) {
		return leg(call, leg, name, ",\"final\":false").replace("LOCAL_USER", "QUEUE");
	}

	SettlingJob settling() {
		return new SettlingJob(this.store, this.settlingTable, this.settlement, this.clock);
	}

	void settle() {
		this.projector.run();
		this.settling.run();
	}

	void goOn(Duration time) {
		this.clock.goOn(time.plusSeconds(10));
	}

	List<String> settled() {
		return this.jdbc.queryForList(
				"select id from event where event_name = 'call.settled' and status = 'accepted' order by seq",
				String.class);
	}

	JsonNode body(String id) {
		try {
			return JSON.readTree(this.jdbc.queryForObject("select body from event where id = ?", byte[].class, id));
		}
		catch (java.io.IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String leg(long call, int leg, String name, String more) {
		return """
				{"id":"%s","event_name":"%s","event_time":"2026-04-28 08:47:%02d","call_id":%d,"root_call_id":%d,\
				"context":"LOCAL_USER","dst_name":"Zoë"%s}""".formatted(Client.newId(), name, leg, call + leg, call,
				more);
	}

	long postOneByOne(List<Map<String, Object>> events) {
		events.forEach((event) -> {
			try {
				accept(JSON.writeValueAsString(event));
			}
			catch (JsonProcessingException ex) {
				throw new IllegalStateException(ex);
			}
		});
		return new BigDecimal(events.get(0).get("root_call_id").toString().strip()).longValueExact();
	}

}
