package io.switchboard.followup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.micrometer.core.instrument.MeterRegistry;
import io.switchboard.SetClock;
import io.switchboard.StoreTest;
import io.switchboard.Tables;
import io.switchboard.inbox.EventFeed;
import io.switchboard.inbox.Inbox;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.PhoneNumbers;
import io.switchboard.voipstudio.api.TextSent;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The background work on several nodes, beside people who act at the same time. */
@StoreTest
class FollowUpJobTests {

	private static final String JANE = "447700900123";

	private static final Duration MINUTE = Duration.ofMinutes(1);

	@Autowired
	Store store;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Inbox inbox;

	@Autowired
	EventFeed events;

	@Autowired
	PositionTable position;

	@Autowired
	Projection projection;

	@Autowired
	Filing filing;

	@Autowired
	FollowUpTable table;

	@Autowired
	FollowUpQueries queries;

	@Autowired
	Journal journal;

	@Autowired
	OldFollowUps old;

	@Autowired
	FollowUpSettings settings;

	@Autowired
	MeterRegistry meters;

	private SetClock clock;

	private FollowUps followUps;

	private FollowUpJob job;

	@BeforeEach
	void begin_with_nothing() {
		this.clock = new SetClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
		Tables.empty(this.jdbc, "attempt", "delivery", "event", "follow_up_event", "follow_up_note", "follow_up_call",
				"follow_up", "follow_up_position");
		this.jdbc.update("delete from leader");
		this.followUps = new FollowUps(this.store, this.table, this.journal, new PlainDesk(), on(), this.clock);
		this.job = node(on());
		this.job.run();
	}

	@AfterEach
	void whose_turn_it_is_matters_no_more() {
		this.jdbc.update("delete from leader");
	}

	@Test
	void a_follow_up_is_told_of_when_it_opens_when_it_is_due_and_when_it_is_over() throws Exception {
		file(SettledCalls.missed(1, 0, JANE, "Support", now()));
		this.job.run();
		long id = only().id();
		assertThat(told()).containsExactly("followup.%d.opened.1".formatted(id));
		this.clock.goOn(Duration.ofMinutes(29));
		this.job.run();
		assertThat(told()).hasSize(1);
		this.clock.goOn(MINUTE);
		this.job.run();
		this.job.run();
		assertThat(told()).hasSize(2).contains("followup.%d.due.1".formatted(id));
		this.clock.goOn(Duration.ofHours(1));
		this.job.run();
		assertThat(told()).hasSize(3).contains("followup.%d.due.2".formatted(id));
		this.clock.goOn(Duration.ofDays(2));
		this.job.run();
		assertThat(told()).as("once more and no further").hasSize(3);
		file(SettledCalls.calledBack(2, JANE, now()));
		this.job.run();
		assertThat(told()).hasSize(4).contains("followup.%d.closed.1".formatted(id));
		String body = new String(this.jdbc.queryForObject("select body from event where id = ?", byte[].class,
				"followup.%d.due.1".formatted(id)));
		assertThat(body).contains("\"src\":\"447700900123\"", "\"team\":\"Support\"", "\"overdue\":1",
				"\"destination\":\"in\"");
	}

	@Test
	void what_was_settled_before_it_was_switched_on_opens_nothing() throws Exception {
		FollowUpJob off = node(this.settings);
		this.jdbc.update("delete from leader");
		off.run();
		file(SettledCalls.missed(1, 0, JANE, "Support", now()));
		off.run();
		FollowUpJob on = node(on());
		on.run();
		on.run();
		assertThat(all()).isEmpty();
		file(SettledCalls.missed(2, 0, JANE, "Support", now()));
		on.run();
		assertThat(only().lastCallId()).isEqualTo(2);
	}

	@Test
	void another_node_takes_over_and_tells_nothing_twice() throws Exception {
		file(SettledCalls.missed(1, 0, JANE, "Support", now()));
		this.job.run();
		FollowUpJob other = node(on());
		this.clock.goOn(Duration.ofMinutes(30));
		other.run();
		file(SettledCalls.missed(2, 0, JANE, "Support", now()));
		for (int i = 0; i < 3; i++) {
			this.clock.goOn(MINUTE);
			other.run();
			this.job.run();
		}
		assertThat(only().tries()).isEqualTo(2);
		assertThat(told()).containsExactlyInAnyOrder("followup.%d.opened.1".formatted(only().id()),
				"followup.%d.due.1".formatted(only().id()));
	}

	@Test
	void what_was_filed_before_a_crash_is_not_filed_again() throws Exception {
		file(SettledCalls.missed(1, 0, JANE, "Support", now()));
		this.job.run();
		String id = "followup.%d.opened.1".formatted(only().id());
		this.jdbc.update("insert into follow_up_event (id, body) values (?, ?)", id,
				"{\"id\":\"%s\",\"event_name\":\"followup.opened\"}".formatted(id));
		this.job.run();
		assertThat(told()).containsExactly(id);
		assertThat(this.jdbc.queryForObject("select count(*) from follow_up_event", Integer.class)).isZero();
	}

	@Test
	void a_clock_that_jumps_does_no_harm() throws Exception {
		file(SettledCalls.missed(1, 0, JANE, "Support", now()));
		this.job.run();
		this.clock.goOn(Duration.ofMinutes(31));
		this.job.run();
		this.clock.goOn(Duration.ofDays(-2));
		this.job.run();
		file(SettledCalls.missed(2, 0, "447700900456", "Support", now()));
		this.job.run();
		this.clock.goOn(Duration.ofDays(2));
		this.job.run();
		assertThat(told()).filteredOn((id) -> id.contains(".due.1")).doesNotHaveDuplicates().hasSize(2);
	}

	@Test
	void a_clock_that_was_ahead_delays_no_escalation() throws Exception {
		file(SettledCalls.missed(1, 0, JANE, "Support", now()));
		this.job.run();
		this.clock.goOn(Duration.ofDays(2));
		this.job.run();
		this.clock.goOn(Duration.ofDays(-2));
		this.clock.goOn(Duration.ofMinutes(31).plus(Duration.ofHours(1)));
		this.job.run();
		assertThat(told()).filteredOn((id) -> id.contains(".due.2")).hasSize(1);
	}

	@Test
	void an_event_that_another_node_commits_late_is_found() throws Exception {
		file(SettledCalls.missed(1, 0, JANE, "Support", now()));
		file(SettledCalls.missed(2, 0, "447700900456", "Support", now()));
		this.jdbc.update("update event set status = 'duplicate' where id = 'settled.1'");
		this.job.run();
		assertThat(all()).hasSize(1);
		this.jdbc.update("update event set status = 'accepted' where id = 'settled.1'");
		this.clock.goOn(Duration.ofSeconds(10));
		this.job.run();
		assertThat(all()).hasSize(2);
	}

	@Test
	void two_people_cannot_take_one() throws Exception {
		file(SettledCalls.missed(1, 0, JANE, "Support", now()));
		this.job.run();
		long id = only().id();
		ExecutorService people = Executors.newFixedThreadPool(6);
		CountDownLatch start = new CountDownLatch(1);
		List<Future<Boolean>> tries = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			String who = "user" + i;
			Callable<Boolean> take = () -> {
				start.await();
				try {
					this.followUps.take(id, who, null);
					return true;
				}
				catch (LostRace ex) {
					return false;
				}
			};
			tries.add(people.submit(take));
		}
		start.countDown();
		int taken = 0;
		for (Future<Boolean> each : tries) {
			taken += each.get() ? 1 : 0;
		}
		people.shutdown();
		assertThat(taken).isEqualTo(1);
		String owner = only().owner();
		assertThatThrownBy(() -> this.followUps.take(id, "ann", null)).isInstanceOf(LostRace.class)
			.hasMessage(owner + " has taken it.");
		assertThat(this.followUps.take(id, "ann", owner).owner()).isEqualTo("ann");
		assertThat(this.followUps.take(id, "ann", null).owner()).as("hers already").isEqualTo("ann");
	}

	@Test
	void one_that_was_snoozed_comes_back() throws Exception {
		file(SettledCalls.missed(1, 0, JANE, "Support", now()));
		this.job.run();
		long id = only().id();
		this.followUps.take(id, "ann", null);
		this.followUps.snooze(id, "ann", now().plus(Duration.ofHours(3)), "at lunch");
		this.clock.goOn(Duration.ofHours(2));
		this.job.run();
		assertThat(only().state()).isEqualTo(FollowUpState.SNOOZED);
		this.clock.goOn(Duration.ofHours(1));
		this.job.run();
		assertThat(only().state()).isEqualTo(FollowUpState.TAKEN);
		assertThat(only().lastNote()).isEqualTo("at lunch");
		assertThat(told()).contains("followup.%d.due.2".formatted(id)).noneMatch((each) -> each.endsWith("due.1"));
	}

	@Test
	void closed_by_hand_and_opened_again() throws Exception {
		file(SettledCalls.missed(1, 0, JANE, "Support", now()));
		this.job.run();
		long id = only().id();
		assertThat(whyNotReminded(id, 0)).isNull();
		this.followUps.close(id, "ann", "spam\nagain");
		assertThat(whyNotReminded(id, 0)).startsWith("the follow-up was closed at ").endsWith(" UTC: spam again");
		assertThat(whyNotReminded(id, 1)).as("a redelivery").isNull();
		assertThat(only().reason()).isEqualTo("spam again");
		assertThatThrownBy(() -> this.followUps.close(id, "bob", "x")).isInstanceOf(LostRace.class)
			.hasMessage("It is closed already: spam again");
		assertThatThrownBy(() -> this.followUps.take(id, "bob", null)).isInstanceOf(LostRace.class);
		file(SettledCalls.missed(2, 0, JANE, "Support", now()));
		this.job.run();
		assertThatThrownBy(() -> this.followUps.reopen(id, "bob", null)).isInstanceOf(LostRace.class)
			.hasMessageContaining("another one");
		this.followUps.close(all().get(1).id(), "ann", "done");
		assertThat(this.followUps.reopen(id, "bob", null).state()).isEqualTo(FollowUpState.OPEN);
		this.job.run();
		assertThat(told()).contains("followup.%d.closed.1".formatted(id), "followup.%d.opened.2".formatted(id));
		assertThatThrownBy(() -> this.followUps.close(999_999, "bob", "x")).isInstanceOf(NoSuchFollowUp.class);
	}

	private String whyNotReminded(long id, int redelivery) {
		Exchange exchange = new DefaultExchange(new DefaultCamelContext());
		exchange.setVariable("redelivery", redelivery);
		exchange.getMessage().setBody(Map.of("follow_up_id", id));
		new ClosedFollowUps(this.queries).process(exchange);
		return exchange.getMessage().getHeader("reason", String.class);
	}

	@Test
	void what_is_over_for_long_is_forgotten() throws Exception {
		file(SettledCalls.missed(1, 0, JANE, "Support", now()));
		file(SettledCalls.calledBack(2, JANE, now().plusSeconds(60)));
		file(SettledCalls.calledBack(3, "447700900456", now()));
		file(SettledCalls.missed(4, 0, "447700900789", "Support", now()));
		this.job.run();
		assertThat(all()).hasSize(2);
		this.clock.goOn(Duration.ofDays(89));
		this.job.run();
		assertThat(calls()).as("an answer that ended nothing goes soon").containsExactly(1L, 2L, 4L);
		this.clock.goOn(Duration.ofDays(2));
		this.job.run();
		this.clock.goOn(Duration.ofHours(2));
		this.job.run();
		assertThat(only().lastCallId()).as("who waits is never forgotten").isEqualTo(4);
		assertThat(calls()).containsExactly(4L);
	}

	@Test
	void a_text_to_them_ends_it_only_where_that_is_set() throws Exception {
		file(SettledCalls.missed(1, 0, JANE, "Support", now()));
		this.job.run();
		texts(on()).sent(new TextSent("+44 7700 900123"));
		assertThat(only().waits()).isTrue();
		FollowUpSettings on = on();
		texts(new FollowUpSettings(true, on.due(), on.escalate(), on.outcomes(), true, on.keep()))
			.sent(new TextSent("447700900123"));
		assertThat(only().closedBy()).isEqualTo("text");
		this.job.run();
		assertThat(told()).contains("followup.%d.closed.1".formatted(only().id()));
	}

	private TextsSent texts(FollowUpSettings settings) {
		return new TextsSent(this.store, this.table, this.journal, new PhoneNumbers("GB"), settings);
	}

	private List<Long> calls() {
		return this.jdbc.queryForList("select root_call_id from follow_up_call order by root_call_id", Long.class);
	}

	private FollowUpSettings on() {
		return new FollowUpSettings(true, this.settings.due(), this.settings.escalate(), this.settings.outcomes(),
				false, this.settings.keep());
	}

	private FollowUpJob node(FollowUpSettings settings) {
		Filing filing = new Filing(this.store, this.table, this.journal, new PlainDesk(), this.inbox, settings,
				this.meters);
		return new FollowUpJob(this.store, settings, this.events, this.position, this.projection, filing, this.old,
				this.meters, (Clock) this.clock);
	}

	private Instant now() {
		return this.clock.instant();
	}

	private void file(byte[] event) throws Exception {
		this.inbox.accept(event).toCompletableFuture().get();
	}

	private FollowUp only() {
		assertThat(all()).hasSize(1);
		return all().get(0);
	}

	private List<FollowUp> all() {
		return this.jdbc.query("select * from follow_up order by id", (row, index) -> this.table.read(row));
	}

	private List<String> told() {
		return this.jdbc.queryForList(
				"select id from event where event_name like 'followup.%' and status = 'accepted' order by seq",
				String.class);
	}

}
