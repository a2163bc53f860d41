package io.switchboard.followup;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.switchboard.Siege;
import io.switchboard.Size;
import io.switchboard.StoreTest;
import io.switchboard.Tables;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventReader;
import io.switchboard.store.Store;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Settled calls become the same follow-ups in whatever order they come. */
@StoreTest
class ProjectionTests {

	private static final Instant T = Instant.parse("2026-04-28T08:00:00Z");

	private static final String JANE = "447700900123";

	private static final String NUMBER = "+447700900123";

	@Autowired
	Store store;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	Projection projection;

	@Autowired
	FollowUpTable table;

	@Autowired
	FollowUps followUps;

	@BeforeEach
	void begin_with_nothing() {
		Tables.empty(this.jdbc, "follow_up_event", "follow_up_note", "follow_up_call", "follow_up");
	}

	@Test
	void a_missed_call_opens_one_and_the_next_is_a_try_of_it() throws SQLException {
		tell(SettledCalls.missed(1, 0, JANE, "Support", T));
		tell(SettledCalls.missed(2, 0, "0044 7700 900123", "Support", minutes(5)));
		FollowUp one = only();
		assertThat(one.number()).isEqualTo(NUMBER);
		assertThat(one.team()).isEqualTo("Support");
		assertThat(one.state()).isEqualTo(FollowUpState.OPEN);
		assertThat(one.tries()).isEqualTo(2);
		assertThat(one.waitingSince()).isEqualTo(T);
		assertThat(one.dueAt()).isEqualTo(minutes(30));
		assertThat(one.lastCallId()).isEqualTo(2);
		assertThat(one.name()).isEqualTo("Jane Doe");
		assertThat(events()).containsExactly("followup.%d.opened.1".formatted(one.id()));
	}

	@Test
	void each_team_has_its_own_and_one_answer_ends_all() throws SQLException {
		tell(SettledCalls.missed(1, 0, JANE, "Support", T));
		tell(SettledCalls.missed(2, 0, JANE, "Billing", minutes(1)));
		tell(SettledCalls.calledBack(3, JANE, minutes(10)));
		assertThat(all()).hasSize(2).allSatisfy((each) -> {
			assertThat(each.state()).isEqualTo(FollowUpState.CLOSED);
			assertThat(each.closedBy()).isEqualTo("call");
			assertThat(each.reason()).isEqualTo("Ann called back.");
		});
		assertThat(all().get(0).reachedSeconds()).isEqualTo(600);
		assertThat(events()).hasSize(4);
	}

	@Test
	void a_missed_caller_who_calls_again_and_is_answered_waits_no_more() throws SQLException {
		tell(SettledCalls.missed(1, 0, JANE, "Support", T));
		tell(SettledCalls.answered(2, 0, JANE, "Billing", minutes(10)));
		assertThat(only().reason()).isEqualTo("They called again, and Ann took it.");
	}

	@Test
	void an_answer_from_before_ends_nothing() throws SQLException {
		tell(SettledCalls.missed(1, 0, JANE, "Support", T));
		tell(SettledCalls.calledBack(2, JANE, minutes(-1)));
		assertThat(only().state()).isEqualTo(FollowUpState.OPEN);
	}

	@Test
	void a_talk_that_went_on_when_they_gave_up_ends_it() throws SQLException {
		tell(SettledCalls.calledBack(2, JANE, T.minusSeconds(20)));
		tell(SettledCalls.missed(1, 0, JANE, "Support", T));
		assertThat(only().state()).isEqualTo(FollowUpState.CLOSED);
		assertThat(only().closedAt()).isEqualTo(T);
		assertThat(only().reachedSeconds()).isZero();
	}

	@Test
	void a_correction_takes_its_try_away_and_what_only_it_opened() throws SQLException {
		tell(SettledCalls.missed(1, 0, JANE, "Support", T));
		tell(SettledCalls.event(1, 1, "failed", "in", JANE, "Support", T));
		FollowUp one = only();
		assertThat(one.state()).isEqualTo(FollowUpState.CLOSED);
		assertThat(one.closedBy()).isEqualTo("correction");
		assertThat(one.reason()).isEqualTo("A correction said that the call was not missed.");
		assertThat(one.tries()).isZero();
		tell(SettledCalls.missed(2, 0, JANE, "Support", minutes(3)));
		tell(SettledCalls.missed(3, 0, JANE, "Support", minutes(4)));
		tell(SettledCalls.event(3, 1, "failed", "in", JANE, "Support", minutes(4)));
		assertThat(all()).filteredOn(FollowUp::waits).singleElement().satisfies((waits) -> {
			assertThat(waits.tries()).isEqualTo(1);
			assertThat(waits.lastCallId()).isEqualTo(2);
		});
	}

	@Test
	void a_missed_call_that_was_answered_after_all_ends_what_it_opened() throws SQLException {
		tell(SettledCalls.missed(1, 0, JANE, "Support", T));
		tell(SettledCalls.answered(1, 1, JANE, "Support", T));
		assertThat(only().closedBy()).isEqualTo("correction");
		assertThat(events()).hasSize(2);
	}

	@Test
	void who_withholds_the_number_is_counted_and_an_extension_is_not() throws SQLException {
		assertThat(tell(SettledCalls.missed(1, 0, "anonymous", "Support", T))).isTrue();
		assertThat(tell(SettledCalls.missed(2, 0, "", "Support", T))).isTrue();
		assertThat(tell(SettledCalls.missed(3, 0, "1002", "Support", T))).isFalse();
		assertThat(all()).isEmpty();
		assertThat(
				this.jdbc.queryForObject("select count(*) from follow_up_call where kind = 'withheld'", Integer.class))
			.isEqualTo(2);
	}

	@Test
	void what_only_looks_like_ours_opens_nothing() throws SQLException {
		String missed = new String(SettledCalls.missed(1, 0, JANE, "Support", T));
		tell(missed.replace("settled.1", "settled.1.x").getBytes());
		tell(missed.replace("settled.1", "settled.2").getBytes());
		tell(missed.replace("\"destination\":\"in\"", "\"destination\":{}").getBytes());
		tell(missed.replace("call.settled", "call.missed").getBytes());
		assertThat(all()).isEmpty();
	}

	@Test
	void the_last_text_from_them_is_known_while_they_wait() throws SQLException {
		String text = "{\"id\":\"sms.%d\",\"event_name\":\"sms.received\",\"from_no\":\"447700900123\",\"to_no\":\"442079460000\",\"text\":\"%s\"}";
		tell(text.formatted(1, "too early").getBytes());
		tell(SettledCalls.missed(1, 0, JANE, "Support", T));
		tell(text.formatted(2, "Please call\\nme").getBytes());
		assertThat(only().lastText()).isEqualTo("Please call me");
	}

	@Test
	void texts_that_are_read_again_after_a_failover_are_in_the_history_once() throws SQLException {
		String text = "{\"id\":\"sms.%d\",\"event_name\":\"sms.received\",\"from_no\":\"447700900123\",\"to_no\":\"442079460000\",\"text\":\"%s\"}";
		tell(SettledCalls.missed(1, 0, JANE, "Support", T));
		Event first = EventReader.read(text.formatted(1, "Please call me").getBytes());
		Event second = EventReader.read(text.formatted(2, "before five").getBytes());
		for (Event each : List.of(first, second, first, second, first)) {
			this.store.write((connection) -> this.projection.apply(connection, each, T));
		}
		assertThat(
				this.jdbc.queryForList("select text from follow_up_note where what = 'text' order by id", String.class))
			.containsExactly("Please call me", "before five");
		assertThat(only().lastText()).isEqualTo("before five");
	}

	@Test
	void a_new_try_wakes_one_that_was_snoozed() throws SQLException {
		Instant now = this.store.clock().instant();
		tell(SettledCalls.missed(1, 0, JANE, "Support", now.minusSeconds(600)));
		this.followUps.take(only().id(), "ann", null);
		this.followUps.snooze(only().id(), "ann", now.plus(Duration.ofHours(3)), null);
		tell(SettledCalls.missed(2, 0, JANE, "Support", now.plusSeconds(120)));
		assertThat(only().state()).isEqualTo(FollowUpState.TAKEN);
	}

	@Test
	void after_a_close_by_hand_the_next_call_opens_another() throws SQLException {
		tell(SettledCalls.missed(1, 0, JANE, "Support", T));
		this.followUps.close(only().id(), "ann", "wrong number");
		tell(SettledCalls.missed(1, 0, JANE, "Support", T));
		tell(SettledCalls.calledBack(2, JANE, minutes(2)));
		assertThat(only().reason()).isEqualTo("wrong number");
		tell(SettledCalls.missed(3, 0, JANE, "Support", minutes(5)));
		assertThat(all()).hasSize(2);
		assertThat(all().get(1).state()).isEqualTo(FollowUpState.OPEN);
	}

	@Test
	void one_that_is_opened_again_waits_until_a_later_call() throws SQLException {
		Instant now = this.store.clock().instant();
		tell(SettledCalls.missed(1, 0, JANE, "Support", now.minusSeconds(900)));
		tell(SettledCalls.calledBack(2, JANE, now.minusSeconds(600)));
		this.followUps.reopen(only().id(), "ann", "voicemail only");
		tell(SettledCalls.missed(3, 0, JANE, "Support", now.minusSeconds(300)));
		assertThat(only().state()).isEqualTo(FollowUpState.OPEN);
		assertThat(only().tries()).isEqualTo(2);
		tell(SettledCalls.calledBack(4, JANE, now.plusSeconds(60)));
		assertThat(only().state()).isEqualTo(FollowUpState.CLOSED);
	}

	@Siege
	@Test
	void any_order_comes_to_the_same() throws SQLException {
		Random random = new Random(18);
		for (int round = 0; round < Size.of(15, 40); round++) {
			List<byte[]> events = new ArrayList<>();
			List<Told> truth = new ArrayList<>();
			for (long call = 1; call <= 14; call++) {
				String number = (random.nextInt(4) == 0) ? "447700900456" : JANE;
				int corrections = Math.max(0, random.nextInt(5) - 2);
				Told last = null;
				for (int i = 0; i <= corrections; i++) {
					last = new Told(call,
							List.of("abandoned", "missed", "answered", "failed", "voicemail").get(random.nextInt(5)),
							number, random.nextBoolean() ? "Support" : "Billing", minutes(random.nextInt(12)),
							(random.nextInt(3) == 0) ? 300 : 30);
					events.add(SettledCalls.event(call, i, last.outcome(), "in", number, last.queue(), last.at(),
							last.seconds()));
				}
				truth.add(last);
			}
			List<byte[]> disorder = new ArrayList<>(events);
			disorder.addAll(events.subList(0, events.size() / 2));
			Collections.shuffle(disorder, random);
			assertThat(outcome(events)).as("round " + round).isEqualTo(expected(truth));
			assertThat(outcome(disorder)).as("disorder of round " + round).isEqualTo(expected(truth));
		}
	}

	/** The facts of a call in the end. */
	private record Told(long call, String outcome, String number, String queue, Instant at, int seconds) {

		private boolean isMissed() {
			return this.outcome.matches("abandoned|missed|voicemail");
		}

	}

	/**
	 * The same rule, written differently: over all calls of a number, from first to last.
	 */
	private static Set<String> expected(List<Told> truth) {
		List<Told> inTime = truth.stream().sorted(Comparator.comparing(Told::at).thenComparing(Told::call)).toList();
		Map<String, List<Told>> together = new TreeMap<>();
		Map<String, Told> ends = new TreeMap<>();
		for (Told missed : inTime) {
			if (missed.isMissed()) {
				Told end = inTime.stream()
					.filter((call) -> call.outcome().equals("answered") && call.number().equals(missed.number())
							&& !call.at().plusSeconds(call.seconds()).isBefore(missed.at()))
					.findFirst()
					.orElse(null);
				String group = "+" + missed.number() + " " + missed.queue() + " " + ((end != null) ? end.call() : "");
				together.computeIfAbsent(group, (key) -> new ArrayList<>()).add(missed);
				if (end != null) {
					ends.put(group, end);
				}
			}
		}
		Set<String> expected = new TreeSet<>();
		together.forEach((group, tries) -> {
			Told first = tries.get(0);
			Told last = tries.get(tries.size() - 1);
			Told end = ends.get(group);
			Instant closed = (end == null) ? null : end.at().isAfter(last.at()) ? end.at() : last.at();
			expected.add(line("+" + first.number(), first.queue(), tries.stream().map(Told::call).sorted().toList(),
					first.at(), last.at(), last.call(), closed));
		});
		return expected;
	}

	private static String line(String number, String team, List<Long> tries, Instant since, Instant last, long call,
			@Nullable Instant closed) {
		return "%s %s %s since %s, last %s by %d, %s".formatted(number, team, tries, since, last, call,
				(closed != null) ? "called back at " + closed : "waits");
	}

	/**
	 * With ten times as many calls of one number, the next call reads and writes as few
	 * rows.
	 */
	@Siege
	@Test
	void a_number_with_many_calls_costs_no_more_than_any_other() throws SQLException {
		for (String kind : List.of("missed", "answered", "both")) {
			begin_with_nothing();
			int few = most(kind, 1, 30);
			int many = most(kind, 31, Size.of(120, 300));
			assertThat(few).as(kind).isPositive();
			assertThat(many).as(kind).isLessThan(2 * few);
		}
	}

	/** The highest cost of the last calls, in statements, rows read and rows written. */
	private int most(String kind, int from, int to) throws SQLException {
		int most = 0;
		for (int call = from; call <= to; call++) {
			boolean answered = kind.equals("answered") || (kind.equals("both") && call % 2 == 0);
			byte[] event = SettledCalls.event(call, 0, answered ? "answered" : "missed", "in", JANE, "Support",
					minutes(call));
			if (call == to - 10) {
				this.store.write((connection) -> {
					analyze(connection);
					return true;
				});
			}
			CountedRows counted = new CountedRows();
			int read = this.store.write((connection) -> {
				int before = lookedAt(connection);
				this.projection.apply(counted.on(connection), EventReader.read(event), this.store.clock().instant());
				return lookedAt(connection) - before;
			});
			most = (call > to - 10) ? Math.max(most, counted.count() + read) : 0;
		}
		return most;
	}

	/** Lets the database update its statistics, where it plans by them. */
	void analyze(Connection connection) {
	}

	/** The rows that the database visited on this connection, where it counts them. */
	int lookedAt(Connection connection) {
		return 0;
	}

	private void never_two_wait() {
		List<String> waiting = all().stream()
			.filter(FollowUp::waits)
			.map((each) -> each.number() + " " + each.team())
			.toList();
		assertThat(waiting).as("never two for one number and team").doesNotHaveDuplicates();
	}

	private Set<String> outcome(List<byte[]> events) throws SQLException {
		begin_with_nothing();
		for (byte[] event : events) {
			tell(event);
			never_two_wait();
		}
		Set<String> outcome = new TreeSet<>();
		for (FollowUp each : all()) {
			if (each.tries() > 0) {
				List<Long> tries = this.jdbc.queryForList(
						"select root_call_id from follow_up_call where follow_up_id = ? order by root_call_id",
						Long.class, each.id());
				assertThat(tries).hasSize(each.tries());
				assertThat(each.closedBy()).isEqualTo(each.waits() ? null : FollowUp.BY_CALL);
				outcome.add(line(each.number(), each.team(), tries, each.waitingSince(), each.lastTryAt(),
						each.lastCallId(), each.closedAt()));
			}
		}
		return outcome;
	}

	private static Instant minutes(int minutes) {
		return T.plus(Duration.ofMinutes(minutes));
	}

	private boolean tell(byte[] event) throws SQLException {
		return this.store.write((connection) -> this.projection.apply(connection, EventReader.read(event),
				this.store.clock().instant()));
	}

	private FollowUp only() {
		assertThat(all()).hasSize(1);
		return all().get(0);
	}

	private List<FollowUp> all() {
		return this.jdbc.query("select * from follow_up order by id", (row, index) -> this.table.read(row));
	}

	private List<String> events() {
		return this.jdbc.queryForList("select id from follow_up_event order by number", String.class);
	}

}
