package io.switchboard.reconciliation;

import java.nio.charset.StandardCharsets;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.switchboard.Client;
import io.switchboard.OwnLines;
import io.switchboard.SetClock;
import io.switchboard.StoreTest;
import io.switchboard.Tables;
import io.switchboard.calls.IncompleteCalls;
import io.switchboard.calls.WorkedOut;
import io.switchboard.failure.PermanentFailure;
import io.switchboard.inbox.Inbox;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.PlatformTime;
import io.switchboard.voipstudio.api.VoipstudioApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/** Calls whose end or answer no webhook told. */
@StoreTest
class IncompleteCallsJobTests {

	private static final AtomicLong CALLS = new AtomicLong(9_500_000_000L);

	private SetClock clock;

	private final VoipstudioApi api = mock(VoipstudioApi.class);

	@Autowired
	Inbox inbox;

	@Autowired
	Store store;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	IncompleteCalls incompleteCalls;

	@Autowired
	CallFiling filing;

	@Autowired
	WorkedOut calls;

	private final Map<Long, Instant> gone = new HashMap<>();

	private final long call = CALLS.addAndGet(100);

	@BeforeEach
	void begin_with_nothing() throws Exception {
		this.clock = new SetClock(Instant.now());
		Tables.empty(this.jdbc, "attempt", "delivery", "event", "call", "call_leg");
		this.jdbc.update("delete from leader");
		given(this.api.call(anyLong())).willReturn(Optional.empty());
		given(this.api.cdrs(anyLong())).willReturn(List.of());
		given(this.api.cdrsOfLeg(anyLong())).willReturn(List.of());
	}

	@AfterEach
	void whose_turn_it_is_matters_no_more() {
		this.jdbc.update("delete from leader");
	}

	@Test
	void a_call_that_goes_on_is_asked_for_every_so_often_and_never_settled() throws Exception {
		answered();
		given(this.api.call(this.call)).willReturn(Optional.of(Map.of()));
		run(Duration.ofMinutes(11));
		run(Duration.ofSeconds(5));
		verify(this.api).call(this.call);
		for (int day = 1; day <= 4; day++) {
			run(Duration.ofDays(1));
		}
		assertThat(settled()).isEmpty();
		verify(this.api, never()).cdrs(anyLong());
	}

	@Test
	void a_call_that_is_gone_without_a_record_ends_unknown_and_not_at_once() throws Exception {
		answered();
		run(Duration.ofMinutes(11));
		assertThat(settled()).as("its record may be under way").isEmpty();
		run(Duration.ofMinutes(3));
		run(Duration.ofMinutes(3));
		assertThat(settled()).containsExactly("end-unknown");
	}

	@Test
	void a_call_that_is_gone_is_forgotten_if_its_end_comes_in_after_all() throws Exception {
		answered();
		run(Duration.ofMinutes(11));
		assertThat(this.gone).containsOnlyKeys(this.call);
		accept("call.hangup", this.call, "QUEUE", ",\"final\":true,\"connected_at\":\"2026-04-28 08:46:10\"");
		run(Duration.ofMinutes(3));
		run(Duration.ofHours(2));
		assertThat(this.gone).isEmpty();
	}

	@Test
	void the_record_of_a_call_that_is_gone_is_filed_and_settles_it() throws Exception {
		answered();
		cdrs(record(1, this.call).put("billsec", 58).put("type", "I").put("disposition", "CONNECTED"));
		run(Duration.ofMinutes(11));
		run(Duration.ofMinutes(3));
		assertThat(filed()).hasSize(1);
		assertThat(settled()).containsExactly("answered");
	}

	@Test
	void an_answer_that_nobody_told_of_is_found_in_the_records() throws Exception {
		accept("call.ringing", this.call, "QUEUE", "");
		accept("call.connected", this.call, "QUEUE", "");
		accept("call.hangup", this.call, "QUEUE", ",\"final\":true,\"connected_at\":\"2026-04-28 08:46:10\"");
		cdrs(record(1, this.call).put("disposition", "CONNECTED"),
				record(2, this.call + 1).put("is_root", false)
					.put("context", "LOCAL_USER")
					.put("billsec", 58)
					.put("type", "I")
					.put("disposition", "CONNECTED"));
		run(Duration.ofSeconds(30));
		run(Duration.ofSeconds(30));
		assertThat(filed()).hasSize(1);
		assertThat(settled()).containsExactly("answered");
	}

	@Test
	void a_record_ends_no_call_whose_end_was_told() throws Exception {
		accept("call.ringing", this.call, "QUEUE", "");
		accept("call.connected", this.call + 1, "VOICEMAIL", "");
		accept("call.hangup", this.call + 1, "VOICEMAIL", ",\"final\":true");
		cdrs(record(1, this.call));
		run(Duration.ofSeconds(30));
		run(Duration.ofSeconds(30));
		assertThat(ends()).containsExactly(this.call + " false");
		assertThat(settled()).containsExactly("voicemail");
	}

	@Test
	void of_the_records_of_a_call_the_last_leg_ends_it() throws Exception {
		accept("call.ringing", this.call, "QUEUE", "");
		cdrs(record(1, this.call),
				record(2, this.call + 1).put("is_root", false)
					.put("calldate", "2026-04-28 08:46:13")
					.put("context", "LOCAL_USER")
					.put("billsec", 58)
					.put("type", "I")
					.put("disposition", "CONNECTED"));
		run(Duration.ofMinutes(11));
		run(Duration.ofMinutes(3));
		assertThat(ends()).containsExactlyInAnyOrder(this.call + " false", (this.call + 1) + " true");
		assertThat(settled()).containsExactly("answered");
	}

	/** The legs that records ended, and whether the call ended with them. */
	private List<String> ends() {
		return this.jdbc.query("select call_id, body from event where id like 'reconciled.%'",
				(row, number) -> row.getLong("call_id") + " "
						+ new String(row.getBytes("body"), StandardCharsets.UTF_8).contains("\"final\":true"));
	}

	@Test
	void where_the_records_say_no_more_the_call_is_settled_at_once() throws Exception {
		accept("call.connected", this.call, "QUEUE", "");
		accept("call.hangup", this.call, "QUEUE", ",\"final\":true");
		cdrs(record(1, this.call).put("disposition", "CONNECTED"));
		run(Duration.ofSeconds(30));
		run(Duration.ofSeconds(1));
		assertThat(filed()).isEmpty();
		assertThat(settled()).containsExactly("abandoned");
	}

	@Test
	void a_leg_whose_record_does_not_say_whose_it_is_belongs_to_its_call() throws Exception {
		accept("call.ringing", this.call, "QUEUE", "");
		accept("call.ringing", this.call + 1, "LOCAL_USER", "");
		accept("call.hangup", this.call, "QUEUE", ",\"final\":true");
		cdrs(record(1, this.call));
		given(this.api.cdrsOfLeg(this.call + 1)).willReturn(List
			.of(map(record(2, this.call + 1).putNull("root_live_id").putNull("is_root").put("context", "LOCAL_USER"))));
		run(Duration.ofSeconds(30));
		assertThat(this.jdbc.queryForList("select root_call_id from event where id like 'reconciled.%'", Long.class))
			.containsExactly(this.call);
		run(Duration.ofSeconds(30));
		assertThat(settled()).containsExactly("abandoned");
	}

	@Test
	void an_api_that_fails_settles_no_call_that_may_go_on() throws Exception {
		answered();
		willThrow(new IllegalStateException("out of order")).given(this.api).call(anyLong());
		for (int i = 0; i < 5; i++) {
			run(Duration.ofMinutes(11));
		}
		willThrow(new PermanentFailure("400 no")).given(this.api).call(anyLong());
		run(Duration.ofMinutes(11));
		assertThat(settled()).isEmpty();
	}

	@Test
	void a_store_that_is_away_is_no_fault_of_voipstudio() throws Exception {
		IncompleteCalls away = mock(IncompleteCalls.class);
		given(away.recordWait()).willReturn(Duration.ofMinutes(1));
		given(away.open(any(), anyInt()))
			.willThrow(new CannotGetJdbcConnectionException("away", new SQLTransientConnectionException("refused")));
		try (OwnLines log = new OwnLines(IncompleteCallsJob.class)) {
			new IncompleteCallsJob(away, this.api, this.filing, this.store, this.clock, this.gone).run();
			assertThat(log.lines()).isEmpty();
		}
	}

	private void answered() {
		accept("call.ringing", this.call, "LOCAL_USER", "");
		accept("call.connected", this.call, "LOCAL_USER", "");
	}

	/** Works out the calls, asks VoIPstudio, and settles calls. */
	private void run(Duration later) {
		this.calls.bringUpToDate();
		this.clock.goOn(later);
		new IncompleteCallsJob(this.incompleteCalls, this.api, this.filing, this.store, this.clock, this.gone).run();
		this.jdbc.update("delete from leader");
		this.calls.bringUpToDate();
		this.calls.settle(this.clock);
		this.jdbc.update("delete from leader");
	}

	private void accept(String name, long leg, String context, String more) {
		this.inbox
			.accept("""
					{"id":"%s","event_name":"%s","event_time":"2026-04-28 08:46:13","call_id":%d,"root_call_id":%d,\
					"context":"%s"%s}""".formatted(Client.newId(), name, leg, this.call, context, more)
				.getBytes(StandardCharsets.UTF_8))
			.toCompletableFuture()
			.join();
	}

	private ObjectNode record(long id, long leg) {
		ObjectNode cdr = Records.missed(this.call * 10 + id, PlatformTime.parse("2026-04-28 08:46:13"));
		return cdr.put("live_id", leg).put("root_live_id", this.call);
	}

	private void cdrs(ObjectNode... records) throws Exception {
		given(this.api.cdrs(this.call)).willReturn(Arrays.stream(records).map(this::map).toList());
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> map(ObjectNode cdr) {
		return Records.JSON.convertValue(cdr, Map.class);
	}

	private List<String> filed() {
		return this.jdbc.queryForList("select id from event where id like 'reconciled.%'", String.class);
	}

	private List<String> settled() {
		return this.jdbc
			.queryForList("select body from event where event_name = 'call.settled' order by seq", byte[].class)
			.stream()
			.map((body) -> new String(body, StandardCharsets.UTF_8).replaceAll(".*\"outcome\":\"([^\"]*)\".*", "$1"))
			.toList();
	}

}
