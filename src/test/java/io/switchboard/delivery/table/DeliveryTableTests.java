package io.switchboard.delivery.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.switchboard.StoreTest;
import io.switchboard.Tables;
import io.switchboard.answers.Answer;
import io.switchboard.answers.SentCopy;
import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.cluster.SoleOwnership;
import io.switchboard.delivery.queue.BareFiling;
import io.switchboard.inbox.Decision;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventListener.Decided;
import io.switchboard.inbox.EventStatus;
import io.switchboard.inbox.EventTable;
import io.switchboard.inbox.StoredEvents;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.ContextKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is filed, read, marked and changed by hand. */
@StoreTest
class DeliveryTableTests {

	private static final Instant NOW = Instant.parse("2026-04-28T10:00:00Z");

	@Autowired
	Store store;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	DeliveryTable table;

	@Autowired
	EventTable events;

	@Autowired
	PausedRoutes paused;

	private AnswerTable answers;

	private boolean over;

	@Test
	void what_follows_is_whole_though_the_first_of_a_call_is_done_in_between() throws SQLException {
		List<Delivery> filed = file(3);
		List<Delivery> first = this.table.firstOfCalls("route", true, null, NOW, 0, 10);
		assertThat(first).extracting(Delivery::id).containsExactly(filed.get(0).id());
		mark(new Attempt.Succeeded(filed.get(0), NOW, 1));
		assertThat(this.table.following(first, NOW, 0, 10)).extracting(Delivery::id)
			.containsExactly(filed.get(1).id(), filed.get(2).id());
	}

	@Test
	void an_attempt_is_marked_once_and_not_after_the_delivery_was_set_aside() throws SQLException {
		List<Delivery> filed = file(2);
		Attempt failed = new Attempt.Failed(filed.get(0), NOW, 1, "no", NOW);
		mark(failed);
		mark(new Attempt.Succeeded(filed.get(0), NOW, 1));
		assertThat(statusAndAttempts(filed.get(0))).isEqualTo("retrying 1 1");
		mark(new Attempt.Failed(filed.get(1), NOW, 1, "no", NOW));
		this.store.write((connection) -> this.table.changes().discard(connection, List.of(filed.get(1).id()), NOW));
		Delivery again = this.table.firstOfCalls("route", false, null, NOW, 0, 10).get(0);
		assertThat(again.id()).isEqualTo(filed.get(0).id());
		mark(new Attempt.Succeeded(
				new Delivery(filed.get(1).id(), filed.get(1).event(), "route", 0, "order 2", 1, 0, 0, 0, 0), NOW, 1));
		assertThat(statusAndAttempts(filed.get(1))).isEqualTo("discarded 1 1");
	}

	@Test
	void answers_are_stored_with_the_end_of_an_attempt_the_latest_in_place_of_earlier_ones() throws SQLException {
		List<Delivery> filed = file(3);
		long first = filed.get(0).event().seq();
		long last = filed.get(2).event().seq();
		Answer record = new Answer("GET cdrs?live_id=7", null, "{\"a\":\"\uD800\"}");
		Answer page = new Answer("GET https://crm.test/?q=\0", 404, "nobody");
		record(new Attempt.Failed(filed.get(0).ranBy(null, List.of(record, page), List.of()), NOW, 1, "no", NOW),
				new Attempt.Succeeded(filed.get(1), NOW, 1),
				new Attempt.Later(filed.get(2).ranBy(null, List.of(record), List.of()), NOW, 1, "not yet", NOW));
		assertThat(answers(first, last)).isEqualTo(
				Map.of(first, Map.of("route", List.of(new Answer("GET cdrs?live_id=7", null, "{\"a\":\"\uFFFD\"}"),
						new Answer("GET https://crm.test/?q=\uFFFD", 404, "nobody")))));
		Delivery again = this.table.firstOfCalls("route", false, null, NOW, 0, 10).get(0);
		record(new Attempt.Succeeded(again.ranBy(null, List.of(record), List.of()), NOW, 1));
		assertThat(answers(first, last).get(first).get("route")).hasSize(1);
		assertThat(answers(first + 1, last)).isEmpty();
		this.store.write((connection) -> {
			this.answers.delete(connection, List.of(again.id()));
			return true;
		});
		assertThat(answers(first, last)).isEmpty();
	}

	@Test
	void copies_of_what_was_sent_are_stored_by_attempt_and_go_by_age() throws SQLException {
		List<Delivery> filed = file(2);
		SentCopy asked = new SentCopy(NOW, "http", Map.of("request", "GET https://crm.test"));
		SentCopy mail = new SentCopy(NOW.plusSeconds(1), "mail", Map.of("html", "\uD800\0"));
		record(new Attempt.Succeeded(filed.get(0).ranBy(null, List.of(), List.of(asked, mail)), NOW, 1),
				new Attempt.Later(filed.get(1).ranBy(null, List.of(), List.of(asked, mail)), NOW, 1, "not yet", NOW));
		assertThat(copies(filed.get(0))).containsExactly("1 1 http", "1 2 mail");
		assertThat(copies(filed.get(1))).containsExactly("1 1 mail");
		SentTable sent = new SentTable(this.store);
		this.store.write((connection) -> sent.deleteOld(connection, NOW.plusSeconds(1)));
		assertThat(copies(filed.get(0))).containsExactly("1 2 mail");
		this.store.write((connection) -> {
			sent.delete(connection, List.of(filed.get(0).id(), filed.get(1).id()));
			return true;
		});
		assertThat(copies(filed.get(0))).isEmpty();
	}

	private List<String> copies(Delivery delivery) {
		return this.jdbc.query("select * from sent where delivery_id = ? order by attempt, number",
				(row, number) -> row.getInt("attempt") + " " + row.getInt("number") + " " + row.getString("kind"),
				delivery.id());
	}

	@Test
	void what_is_redelivered_with_many_lets_others_go_first_until_it_is_redelivered_alone() throws SQLException {
		List<Delivery> filed = file(2);
		List<Long> ids = filed.stream().map(Delivery::id).toList();
		mark(new Attempt.Failed(filed.get(0), NOW, 1, "no", null),
				new Attempt.Failed(filed.get(1), NOW, 1, "no", null));
		this.store.write((connection) -> this.table.changes().redeliver(connection, ids, NOW, 7L));
		mark(new Attempt.Failed(filed.get(1), NOW, 1, "no", null));
		this.store.write((connection) -> this.table.changes().redeliver(connection, List.of(ids.get(1)), NOW, null));
		assertThat(this.table.firstOfCalls("route", false, null, NOW, 0, 10))
			.extracting((each) -> each.id() + " " + each.past())
			.containsExactlyInAnyOrder(ids.get(0) + " true", ids.get(1) + " false");
	}

	@Test
	void one_that_was_replaced_is_never_run_again_and_never_replaced_twice() throws SQLException {
		List<Delivery> filed = file(3);
		long dead = filed.get(0).id();
		long discarded = filed.get(1).id();
		mark(new Attempt.Failed(filed.get(0), NOW, 1, "no", null), new Attempt.Failed(filed.get(1), NOW, 1, "no", NOW));
		this.store.write((connection) -> this.table.changes().discard(connection, List.of(discarded), NOW));
		assertThat(takenOut(filed.get(2).id(), NOW.plusSeconds(9))).as("it may run").isFalse();
		assertThat(takenOut(discarded, NOW)).as("it may still run").isFalse();
		assertThat(takenOut(discarded, NOW.plusSeconds(9))).isTrue();
		assertThat(takenOut(dead, NOW)).isTrue();
		assertThat(takenOut(dead, NOW.plusSeconds(9))).isFalse();
		assertThat(this.store.<List<Long>>write(
				(connection) -> this.table.changes().redeliver(connection, List.of(dead, discarded), NOW, null)))
			.isEmpty();
	}

	private boolean takenOut(long id, Instant idle) throws SQLException {
		return this.store
			.<Boolean>write((connection) -> this.table.changes().takeOut(connection, id, NOW, idle) != null);
	}

	private void record(Attempt... attempts) throws SQLException {
		this.store.write((connection) -> {
			new AttemptOutcomes(this.store).record(connection, List.of(attempts), NOW);
			this.answers.record(connection, List.of(attempts));
			new SentTable(this.store).record(connection, List.of(attempts));
			return true;
		});
	}

	private Map<Long, Map<String, List<Answer>>> answers(long first, long last) throws SQLException {
		return this.store.write((connection) -> AnswerTable.ofEvents(connection, first, last));
	}

	@Test
	void what_asked_to_be_run_later_is_not_due_before_and_what_was_never_tried_is() throws SQLException {
		List<Delivery> filed = file(2);
		mark(new Attempt.Later(filed.get(0), NOW, 1, "not there yet", NOW.plusSeconds(5)));
		Instant before = NOW.minusSeconds(1);
		assertThat(this.table.firstOfCalls("route", false, null, before, 0, 10)).extracting(Delivery::id)
			.containsExactly(filed.get(1).id());
		assertThat(this.table.firstOfCalls("route", false, null, NOW.plusSeconds(5), 0, 10)).extracting(Delivery::id)
			.containsExactlyInAnyOrder(filed.get(0).id(), filed.get(1).id());
	}

	@Test
	void what_is_filed_again_is_left_as_it_is_and_what_is_new_gets_the_number_of_its_own_row() throws SQLException {
		List<Delivery> filed = file(2);
		mark(new Attempt.Succeeded(filed.get(0), NOW, 1));
		List<DeliveryInserts.NewDelivery> deliveries = new ArrayList<>();
		for (int seq : new int[] { 2, 1 }) {
			for (String route : List.of("third", "route", "other")) {
				deliveries.add(new DeliveryInserts.NewDelivery(event(seq), route, seq, "order " + seq + route));
			}
		}
		List<Delivery> again = this.store
			.write((connection) -> this.table.inserts().insert(connection, deliveries, NOW.plusSeconds(9), 5));
		assertThat(again).extracting((delivery) -> delivery.event().seq() + delivery.route())
			.containsExactly("2third", "2other", "1third", "1other");
		assertThat(again).isSortedAccordingTo(Comparator.comparing(Delivery::id));
		for (Delivery each : again) {
			assertThat(each.term()).isEqualTo(5);
			assertThat(this.table.firstOfCalls(each.route(), false, List.of(each.shard()), NOW.plusSeconds(9), 5, 9))
				.extracting(Delivery::id)
				.containsExactly(each.id());
		}
		assertThat(statusAndAttempts(filed.get(0))).isEqualTo("delivered 1 1");
		assertThat(this.jdbc.queryForObject("select count(*) from delivery", Integer.class)).isEqualTo(6);
	}

	@Test
	void in_a_term_that_is_over_neither_event_nor_delivery_is_stored() throws SQLException {
		long term = beginTerm();
		assertThat(store(term, decided("a", 7, "mail"))).containsExactly("mail");
		endTerm(term);
		assertThatExceptionOfType(Ownership.TermOverException.class)
			.isThrownBy(() -> store(term, decided("b", 7, "mail")));
		assertThat(this.jdbc.queryForList("select id from event", String.class)).containsExactly("a");
		assertThat(this.jdbc.queryForObject("select count(*) from delivery", Integer.class)).isOne();
	}

	@Test
	void an_event_waits_for_the_switchboard_if_an_earlier_one_of_its_call_does() throws SQLException {
		long term = beginTerm();
		Decided undecided = new Decided(decided("a", 7, "mail").event(), Decision.NONE);
		assertThat(store(term, decided("z", 7, "mail"))).as("nothing waits").containsExactly("mail");
		assertThat(store(term, undecided)).containsExactly("switchboard");
		assertThat(store(term, decided("b", 7, "mail", "rows"), decided("c", 8, "mail", "rows")))
			.containsExactlyInAnyOrder("switchboard", "mail", "rows");
		assertThat(store(term, decided("d", 9, "mail"), new Decided(decided("e", 9, "mail").event(), Decision.NONE)))
			.as("stored together")
			.containsExactly("switchboard", "switchboard");
		this.jdbc.update("update delivery set status = 'dead' where route = 'switchboard'");
		assertThat(store(term, decided("f", 7, "mail"), decided("g", 9, "mail"))).containsExactly("mail", "mail");
	}

	@Test
	void what_others_filed_is_seen_without_a_notice_at_the_second_look_after_at_the_latest() throws SQLException {
		Newest newest = new Newest();
		store(beginTerm(), decided("y", 7, "mail"));
		assertThat(newest.routes(this.table)).isEmpty();
		assertThat(newest.routes(this.table)).isEmpty();
		store(beginTerm(), decided("a", 7, "mail"), decided("b", 8, "rows"));
		assertThat(newest.routes(this.table)).containsExactlyInAnyOrder("mail", "rows");
		assertThat(newest.routes(this.table)).containsExactlyInAnyOrder("mail", "rows");
		assertThat(newest.routes(this.table)).isEmpty();
	}

	@Test
	void what_other_rules_decided_a_moment_ago_is_decided_anew() throws SQLException {
		Decision old = new Decision(Set.of("mail"), "the rules before");
		assertThat(store(beginTerm(), new Decided(decided("a", 7, "mail").event(), old)))
			.containsExactly("switchboard");
	}

	@Test
	void a_decision_is_stored_once_for_each_new_event_and_not_for_one_that_is_known() throws SQLException {
		long term = beginTerm();
		assertThat(store(term, decided("a", 7, "mail"), decided("a", 7, "mail"))).containsExactly("mail");
		assertThat(store(term, decided("a", 7, "rows"))).isEmpty();
		assertThat(this.jdbc.queryForList("select route from delivery", String.class)).containsExactly("mail");
	}

	private static Decided decided(String id, long call, String... routes) {
		Event event = new Event(0, id, null, null, ContextKind.UNKNOWN, call, call, null, NOW, EventStatus.ACCEPTED,
				null, new byte[0]);
		return new Decided(event, new Decision(Set.of(routes), "the rules"));
	}

	/** As the inbox does it; returns the routes that were filed for. */
	private List<String> store(long term, Decided... events) throws SQLException {
		Ownership ownership = new SoleOwnership() {

			@Override
			public long term() {
				return term;
			}

			@Override
			public void confirm(Connection connection, long term) {
				if (!isStanding(term)) {
					throw new TermOverException(term);
				}
			}

		};
		BareFiling filing = new BareFiling(this.table, ownership, NOW, "the rules", List.of(events));
		this.store.writeAtOnce((connection) -> StoredEvents.insert(this.events, connection,
				Stream.of(events).map(Decided::event).toList(), filing.filing()));
		return filing.filed().stream().map(Delivery::route).toList();
	}

	/** On SQLite there is one node, and one term. */
	long beginTerm() {
		this.over = false;
		return 0;
	}

	void endTerm(long term) {
		this.over = true;
	}

	boolean isStanding(long term) {
		return !this.over;
	}

	@Test
	void the_events_of_a_call_stand_in_the_order_of_their_bytes_whatever_language_the_database_speaks()
			throws SQLException {
		List<String> orders = List.of("2026-04-28 08:46:13 0000000000000", "2026-04-28 08:46:13 608920d5fffff",
				"2026-04-28 08:46:13 608920d6", "2026-04-28 08:46:14 0", "Z", "a", "z", "z z", "zz", "ä");
		List<String> mixed = new ArrayList<>(orders);
		Collections.shuffle(mixed, new Random(2));
		List<Delivery> filed = file(mixed);
		List<Delivery> first = this.table.firstOfCalls("route", true, null, NOW, 0, 99);
		assertThat(first).extracting(Delivery::order).containsExactly(orders.get(0));
		List<Delivery> following = this.table.following(first, NOW, 0, 99);
		assertThat(following).extracting(Delivery::order).isEqualTo(orders.subList(1, orders.size()));
		assertThat(following).isSorted();
		assertThat(this.table.heldBackBy(filed.get(mixed.indexOf("ä")).id())).isEqualTo(first.get(0).id());
		assertThat(this.table.heldBackBy(first.get(0).id())).isNull();
	}

	@Test
	void what_waits_for_its_time_holds_back_what_follows_and_what_is_given_up_does_not() throws SQLException {
		List<Delivery> filed = file(4);
		mark(new Attempt.Failed(filed.get(0), NOW, 1, "no", null));
		mark(new Attempt.Failed(filed.get(2), NOW, 1, "no", NOW.plusSeconds(5)));
		List<Delivery> first = this.table.firstOfCalls("route", true, null, NOW, 0, 10);
		assertThat(first).extracting(Delivery::id).containsExactly(filed.get(1).id());
		assertThat(this.table.following(first, NOW, 0, 10)).isEmpty();
		assertThat(this.table.following(first, NOW.plusSeconds(5), 0, 10)).extracting(Delivery::id)
			.containsExactly(filed.get(2).id(), filed.get(3).id());
		assertThat(this.table.open("route", 10)).containsExactlyInAnyOrder(filed.get(1).id(), filed.get(2).id(),
				filed.get(3).id());
		assertThat(this.table.open("route", 2)).hasSize(2);
		assertThat(this.table.counts().open())
			.isEqualTo(Map.of("route", Map.of("pending", 2L, "retrying", 1L, "dead", 1L)));
	}

	@Test
	void a_node_reads_what_is_of_its_shards() throws SQLException {
		List<DeliveryInserts.NewDelivery> deliveries = new ArrayList<>();
		for (int shard = 0; shard < 4; shard++) {
			insertEvent(shard + 1);
			deliveries.add(new DeliveryInserts.NewDelivery(event(shard + 1, 100L + shard), "route", shard, "1"));
		}
		this.store.write((connection) -> this.table.inserts().insert(connection, deliveries, NOW, 0));
		assertThat(this.table.firstOfCalls("route", true, Set.of(1, 3, 60), NOW, 0, 9)).extracting(Delivery::shard)
			.containsExactly(1, 3);
		assertThat(this.table.firstOfCalls("route", true, Set.of(), NOW, 0, 9)).isEmpty();
	}

	@Test
	void many_marks_of_every_kind_are_made_at_once() throws SQLException {
		List<Delivery> filed = file(6);
		String odd = "it's \"odd\" \\ {1,NULL}\n\uD83D\uDCDE ".repeat(20);
		Instant started = Instant.parse("2026-04-28T10:00:00.123456Z");
		mark(new Attempt.Succeeded(filed.get(0), started, 7), new Attempt.Failed(filed.get(1), started, 8, odd, null),
				new Attempt.Failed(filed.get(2), started, 9, "", NOW.plusMillis(1)),
				new Attempt.Later(filed.get(3), started, 10, "not yet", NOW.plusSeconds(1)),
				new Attempt.Decided(filed.get(4), started, 11, Set.of("route")),
				new Attempt.Succeeded(new Delivery(999_999_999L, event(9), "route", 0, "", 0, 0, 0, 0, 0), NOW, 1));
		assertThat(this.jdbc.query("select * from delivery order by id",
				(row, number) -> "%s %d %d %d %s %s".formatted(row.getString("status"), row.getInt("attempts"),
						row.getInt("uncounted"), row.getInt("waits"), this.store.time(row, "next_attempt_at"),
						row.getString("last_error"))))
			.containsExactly("delivered 1 0 0 null null", "dead 1 0 0 null " + odd,
					"retrying 1 0 0 2026-04-28T10:00:00.001Z ", "pending 1 1 1 2026-04-28T10:00:01Z not yet",
					"pending 0 0 0 2026-04-28T10:00:00Z null");
		assertThat(this.jdbc.query("select * from every_attempt order by delivery_id",
				(row, number) -> "%s %d %s %s".formatted(row.getString("outcome"), row.getLong("duration_ms"),
						this.store.time(row, "started_at"), row.getString("error"))))
			.containsExactly("delivered 7 2026-04-28T10:00:00.123Z null", "failed 8 2026-04-28T10:00:00.123Z " + odd,
					"failed 9 2026-04-28T10:00:00.123Z ", "later 10 2026-04-28T10:00:00.123Z not yet");
	}

	@Test
	void what_is_done_begins_anew_when_it_is_redelivered_and_what_waits_goes_on() throws SQLException {
		List<Delivery> filed = file(5);
		mark(new Attempt.Succeeded(filed.get(0), NOW, 1), new Attempt.Failed(filed.get(1), NOW, 1, "no", null),
				new Attempt.Failed(filed.get(2), NOW, 1, "no", NOW.plusSeconds(99)),
				new Attempt.Later(filed.get(3), NOW, 1, "not yet", NOW.plusSeconds(99)));
		List<Long> ids = new ArrayList<>(filed.stream().map(Delivery::id).toList());
		ids.add(999_999_999L);
		Instant later = NOW.plusSeconds(1);
		List<Long> redelivered = this.store
			.write((connection) -> this.table.changes().redeliver(connection, ids, later, null));
		assertThat(redelivered).containsExactlyInAnyOrderElementsOf(ids.subList(0, 4));
		assertThat(this.jdbc.query("select * from delivery order by id",
				(row, number) -> "%s %d %d %d %d %s".formatted(row.getString("status"), row.getInt("attempts"),
						row.getInt("uncounted"), row.getInt("waits"), row.getInt("redeliveries"),
						this.store.time(row, "next_attempt_at"))))
			.containsExactly("pending 1 1 0 1 " + later, "pending 1 1 0 1 " + later, "retrying 1 0 0 0 " + later,
					"pending 1 1 1 0 " + later, "pending 0 0 0 0 " + NOW);
		List<Long> discarded = this.store.write((connection) -> this.table.changes().discard(connection, ids, later));
		assertThat(discarded).containsExactlyInAnyOrderElementsOf(ids.subList(0, 4));
		assertThat(this.jdbc.queryForObject("select count(*) from delivery where next_attempt_at is null", Long.class))
			.isEqualTo(4);
		Set<String> routes = this.store.write((connection) -> this.table.changes().routes(connection, ids));
		assertThat(routes).containsExactly("route");
		List<Long> none = this.store.write((connection) -> this.table.changes().discard(connection, List.of(), later));
		assertThat(none).isEmpty();
	}

	@Test
	void a_route_is_paused_once_however_often_that_is_said() throws SQLException {
		this.paused.pause("one");
		this.paused.pause("one");
		this.paused.pause("it's");
		assertThat(this.paused.read()).containsExactlyInAnyOrder("one", "it's");
		this.paused.resume("one");
		assertThat(this.paused.read()).containsExactly("it's");
	}

	/** The marks of the hour that comes again are all in the future. */
	@Test
	void what_waits_is_due_at_once_after_the_clock_was_set_back_by_an_hour() throws SQLException {
		List<Delivery> filed = file(3);
		mark(new Attempt.Failed(filed.get(0), NOW, 1, "no", NOW.plusSeconds(10)));
		mark(new Attempt.Later(filed.get(1), NOW, 1, "not yet", NOW.plusSeconds(10)));
		Instant second = NOW.minusSeconds(3600);
		assertThat(this.table.firstOfCalls("route", false, null, second, 0, 10)).hasSize(3);
		assertThat(this.table.firstOfCalls("route", true, null, second, 0, 10)).extracting(Delivery::id)
			.containsExactly(filed.get(0).id());
		assertThat(this.table.following(List.of(filed.get(0)), second, 0, 10)).hasSize(2);
	}

	/** The node that marked it was ten minutes ahead, and another goes on. */
	@Test
	void what_a_node_marked_whose_clock_is_ahead_does_not_wait_for_that_time() throws SQLException {
		Delivery delivery = file(1).get(0);
		mark(new Attempt.Failed(delivery, NOW, 1, "no", NOW.plusSeconds(10)));
		assertThat(this.table.firstOfCalls("route", false, null, NOW.minusSeconds(600), 0, 10)).hasSize(1);
		// and where clocks agree, its time counts
		assertThat(this.table.firstOfCalls("route", false, null, NOW.plusSeconds(9), 0, 10)).isEmpty();
		assertThat(this.table.firstOfCalls("route", false, null, NOW.minusSeconds(20), 0, 10)).isEmpty();
	}

	@Test
	void what_was_open_in_a_backup_is_set_aside_and_what_was_filed_since_is_not() throws SQLException {
		List<Delivery> filed = file(4);
		mark(new Attempt.Succeeded(filed.get(0), NOW, 1));
		mark(new Attempt.Failed(filed.get(1), NOW, 1, "no", NOW.plusSeconds(10)));
		this.jdbc.update("update delivery set updated_at = ? where id = ?", this.store.time(NOW.plusSeconds(60)),
				filed.get(3).id());
		for (int expected : new int[] { 2, 0 }) {
			int number = this.store.write((connection) -> this.table.changes()
				.setAside(connection, NOW.plusSeconds(30), "it was open", NOW.plusSeconds(90)));
			assertThat(number).isEqualTo(expected);
		}
		assertThat(this.jdbc.queryForList("select status from delivery order by id", String.class))
			.containsExactly("delivered", "discarded", "discarded", "pending");
	}

	private void mark(Attempt... attempts) throws SQLException {
		this.store.write((connection) -> {
			new AttemptOutcomes(this.store).record(connection, List.of(attempts), NOW);
			return true;
		});
	}

	private String statusAndAttempts(Delivery delivery) {
		return this.jdbc.queryForObject("""
				select status || ' ' || attempts || ' ' || (select count(*) from every_attempt where delivery_id = d.id)
				from delivery d where id = ?""", String.class, delivery.id());
	}

	@BeforeEach
	void begin_with_nothing() {
		Tables.empty(this.jdbc, "answer", "attempt", "delivery", "event", "paused_route");
		this.answers = new AnswerTable(this.store);
	}

	/** Of one call, in that order. */
	private List<Delivery> file(int number) throws SQLException {
		return file(IntStream.rangeClosed(1, number).mapToObj((seq) -> "order " + seq).toList());
	}

	private List<Delivery> file(List<String> orders) throws SQLException {
		List<DeliveryInserts.NewDelivery> deliveries = new ArrayList<>();
		for (int i = 0; i < orders.size(); i++) {
			insertEvent(i + 1);
			deliveries.add(new DeliveryInserts.NewDelivery(event(i + 1), "route", 0, orders.get(i)));
		}
		return this.store.write((connection) -> this.table.inserts().insert(connection, deliveries, NOW, 0));
	}

	private void insertEvent(long seq) {
		this.jdbc.update(
				"""
						insert into event (seq, id, context_kind, call_id, root_call_id, received_at, status, body)
						%s values (?, ?, 'unknown', ?, ?, ?, 'accepted', ?)"""
					.formatted(this.store.dialect().isShared() ? "overriding system value" : ""),
				seq, "e" + seq, 7, 7, this.store.time(NOW), new byte[0]);
	}

	private static Event event(long seq) {
		return event(seq, 7L);
	}

	private static Event event(long seq, long call) {
		return new Event(seq, "e" + seq, null, null, ContextKind.UNKNOWN, call, call, null, NOW, EventStatus.ACCEPTED,
				null, new byte[0]);
	}

}
