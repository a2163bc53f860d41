package io.switchboard.reconciliation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import io.switchboard.Client;
import io.switchboard.StoreTest;
import io.switchboard.Tables;
import io.switchboard.inbox.Inbox;
import io.switchboard.reconciliation.HeardCalls.Source;
import io.switchboard.store.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** A call is filed if no webhook told its end. */
@StoreTest
class HeardCallsTests {

	private static final Instant ENDED = Instant.parse("2026-04-28T10:00:00Z");

	@Autowired
	HeardCalls heard;

	@Autowired
	CallFiling filing;

	@Autowired
	Inbox inbox;

	@Autowired
	Store store;

	@Autowired
	JdbcTemplate jdbc;

	@BeforeEach
	void begin_with_nothing() {
		Tables.empty(this.jdbc, "attempt", "delivery", "event");
	}

	@Test
	void an_end_is_known_by_the_leg_or_the_call_and_only_from_the_last_leg() {
		hear("call.hangup", 1, null, null);
		hear("call.missed", 2, 2L, "true");
		hear("call.missed", 3, null, null);
		hear("call.hangup", 777, 4L, "false");
		hear("call.missed", 778, 5L, "\"TRUE\"");
		hear("call.hangup", 6, 779L, null);
		hear("call.missed", 780, 7L, "false");
		hear("call.missed", 8, 8L, "\"false\"");
		hear("call.ringing", 9, 9L, "true");
		hear("call.hangup", 4_278_003_532L, null, null);
		List<Long> all = new ArrayList<>(LongStream.range(1, 700).boxed().toList());
		all.addAll(LongStream.range(4_278_000_000L, 4_278_004_000L).boxed().toList());
		assertThat(this.heard.find(all).keySet()).containsExactlyInAnyOrder(1L, 2L, 3L, 5L, 6L, 4_278_003_532L);
		assertThat(this.heard.find(all).values()).containsOnly(Source.WEBHOOK);
		assertThat(this.heard.find(List.of())).isEmpty();
	}

	@Test
	void a_call_is_filed_once_even_where_a_webhook_took_its_id() throws Exception {
		accept("{\"id\":\"reconciled.1\",\"event_name\":\"call.hangup\",\"call_id\":5}");
		List<Cdr> calls = LongStream.rangeClosed(1, 3)
			.mapToObj((id) -> Cdr.of(Records.JSON.convertValue(Records.missed(id, ENDED), Map.class)))
			.toList();
		List<Boolean> outcomes = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			this.filing.file(calls, (call, filed) -> outcomes.add(filed));
		}
		assertThat(outcomes).containsExactly(true, true, true);
		assertThat(this.jdbc.queryForList("select root_call_id from event where status = 'accepted' order by 1",
				Long.class))
			.containsExactly(5L, Records.liveId(1), Records.liveId(2), Records.liveId(3));
		assertThat(this.heard.find(List.of(5L, Records.liveId(1), Records.liveId(3))))
			.isEqualTo(Map.of(5L, Source.RECORD, Records.liveId(1), Source.RECORD, Records.liveId(3), Source.RECORD));
	}

	@Test
	void what_was_last_received_is_what_a_webhook_brought() {
		assertThat(this.heard.lastReceived()).isNull();
		hear("call.ringing", 1, null, null);
		accept("{\"id\":\"reconciled.9\"}");
		this.jdbc.update("update event set received_at = ? where id not like 'reconciled.%'",
				this.store.time(ENDED.plusMillis(1)));
		assertThat(this.heard.lastReceived()).isEqualTo(ENDED.plusMillis(1));
	}

	private void hear(String name, long callId, Long rootCallId, String last) {
		accept("{\"id\":\"%s\",\"event_name\":\"%s\",\"call_id\":%d%s%s}".formatted(Client.newId(), name, callId,
				(rootCallId != null) ? ",\"root_call_id\":" + rootCallId : "",
				(last != null) ? ",\"final\":" + last : ""));
	}

	private void accept(String body) {
		this.inbox.accept(body.getBytes(StandardCharsets.UTF_8)).toCompletableFuture().join();
	}

}
