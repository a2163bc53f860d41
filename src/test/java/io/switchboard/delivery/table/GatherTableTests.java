package io.switchboard.delivery.table;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.switchboard.StoreTest;
import io.switchboard.Tables;
import io.switchboard.delivery.table.GatherTable.Place;
import io.switchboard.delivery.table.GatherTable.Window;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventDependents;
import io.switchboard.inbox.EventStatus;
import io.switchboard.store.Store;
import io.switchboard.voipstudio.ContextKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The groups of channels that gather. */
@StoreTest
class GatherTableTests {

	private static final Instant NOW = Instant.parse("2026-04-28T10:00:00Z");

	private static final Instant END = NOW.plusSeconds(600);

	@Autowired
	Store store;

	@Autowired
	JdbcTemplate jdbc;

	@Autowired
	DeliveryTable table;

	@Autowired
	EventDependents dependents;

	@BeforeEach
	void begin_with_nothing() {
		Tables.empty(this.jdbc, "gathered", "gathering", "answer", "attempt", "delivery", "event");
	}

	@Test
	void a_delivery_that_runs_again_after_a_crash_has_the_same_place() throws SQLException {
		List<Delivery> filed = file(3);
		for (int run = 0; run < 3; run++) {
			assertThat(place(filed.get(0), "a", NOW)).isEqualTo(new Place.Waits(END));
			assertThat(((Place.Joined) place(filed.get(1), "a", NOW)).first()).isEqualTo(filed.get(0).id());
			assertThat(place(filed.get(2), "b", NOW)).isEqualTo(new Place.Waits(END));
		}
		acknowledge(filed.get(0), filed.get(1), filed.get(2));
		for (int run = 0; run < 2; run++) {
			assertThat(place(filed.get(0), "a", END)).isEqualTo(new Place.HandedOver());
			assertThat(this.table.gathers().members(filed.get(0))).extracting(Delivery::id)
				.containsExactly(filed.get(0).id(), filed.get(1).id());
		}
	}

	@Test
	void what_comes_after_the_hand_over_opens_a_window_of_its_own() throws SQLException {
		List<Delivery> filed = file(3);
		place(filed.get(0), "a", NOW);
		// it comes late, before a node closed the group
		assertThat(place(filed.get(1), "a", END.plusSeconds(1))).isInstanceOf(Place.Joined.class);
		assertThat(place(filed.get(0), "a", END.plusSeconds(1))).isEqualTo(new Place.HandedOver());
		assertThat(place(filed.get(2), "a", END.plusSeconds(1))).isInstanceOf(Place.Waits.class);
		assertThat(this.table.gathers().members(filed.get(0))).hasSize(2);
	}

	@Test
	void a_window_that_is_over_waits_for_what_was_filed_in_it_and_is_not_gathered_yet() throws SQLException {
		List<Delivery> filed = file(2);
		place(filed.get(0), "a", NOW);
		acknowledge(filed.get(0));
		assertThat(place(filed.get(0), "a", END, true)).isEqualTo(new Place.Straggling());
		place(filed.get(1), "a", END);
		acknowledge(filed.get(1));
		assertThat(place(filed.get(0), "a", END, true)).isEqualTo(new Place.HandedOver());
		assertThat(this.table.gathers().members(filed.get(0))).hasSize(2);
	}

	@Test
	void a_window_that_is_full_is_handed_over_at_once() throws SQLException {
		List<Delivery> filed = file(6);
		for (Delivery each : filed) {
			this.store.write(
					(connection) -> this.table.gathers().place(connection, each, "a", new Window(NOW, END, 4), false));
			acknowledge(each);
		}
		assertThat(place(filed.get(0), "a", NOW)).isEqualTo(new Place.HandedOver());
		assertThat(this.table.gathers().members(filed.get(0))).hasSize(4);
		assertThat(place(filed.get(4), "a", NOW)).isEqualTo(new Place.Waits(END));
		assertThat(this.table.firstOfCalls("route", false, null, NOW, 0, 10)).extracting(Delivery::id)
			.contains(filed.get(0).id());
	}

	@Test
	void nothing_joins_what_an_operator_has_set_aside() throws SQLException {
		List<Delivery> filed = file(3);
		place(filed.get(0), "a", NOW);
		acknowledge(filed.get(0));
		this.store.write((connection) -> this.table.changes().discard(connection, List.of(filed.get(0).id()), NOW));
		assertThat(place(filed.get(1), "a", NOW)).isEqualTo(new Place.Waits(END));
		assertThat(((Place.Joined) place(filed.get(2), "a", NOW)).first()).isEqualTo(filed.get(1).id());
	}

	@Test
	void many_at_once_are_in_one_window_each_once() throws Exception {
		List<Delivery> filed = file(24);
		List<Place> places = Collections.synchronizedList(new ArrayList<>());
		List<Thread> threads = IntStream.range(0, 4).mapToObj((thread) -> new Thread(() -> {
			// each delivery by two threads, as where one node has frozen
			for (int i = thread % 2; i < filed.size(); i += 2) {
				try {
					places.add(place(filed.get(i), "a", NOW));
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			}
		})).toList();
		threads.forEach(Thread::start);
		for (Thread each : threads) {
			each.join();
		}
		assertThat(places).hasSize(48);
		assertThat(this.jdbc.queryForObject("select count(*) from gathering", Long.class)).isEqualTo(1);
		long first = this.jdbc.queryForObject("select delivery_id from gathering", Long.class);
		assertThat(this.jdbc.queryForList("select delivery_id from gathered", Long.class))
			.containsExactlyInAnyOrderElementsOf(
					filed.stream().map(Delivery::id).filter((each) -> each != first).toList());
	}

	@Test
	void without_the_option_what_waits_goes_on_by_itself() throws SQLException {
		List<Delivery> filed = file(3);
		for (Delivery each : filed) {
			place(each, "a", NOW);
		}
		acknowledge(filed.get(0));
		done(filed.get(1));
		done(filed.get(2));
		assertThat(open()).isEqualTo(1);
		assertThat(release(filed.get(0))).isEqualTo(2);
		assertThat(open()).isEqualTo(3);
		assertThat(release(filed.get(0))).isZero();
		assertThat(this.jdbc.queryForObject("select count(*) from gathering", Long.class)).isZero();
	}

	@Test
	void retention_keeps_what_is_not_handed_over_and_forgets_the_rest() throws SQLException {
		List<Delivery> filed = file(2);
		place(filed.get(0), "a", NOW);
		place(filed.get(1), "a", NOW);
		acknowledge(filed.get(0));
		done(filed.get(1));
		assertThat(this.dependents.done(List.of(1L, 2L))).isEqualTo(Map.of(1L, false, 2L, false));
		this.store.write((connection) -> this.dependents.delete(connection, List.of(2L)));
		assertThat(this.jdbc.queryForObject("select count(*) from delivery", Long.class)).isEqualTo(2);
		this.jdbc.update("update delivery set status = 'delivered'");
		assertThat(this.dependents.done(List.of(1L, 2L))).isEqualTo(Map.of(1L, true, 2L, true));
		this.store.write((connection) -> this.dependents.delete(connection, List.of(1L, 2L)));
		for (String name : List.of("delivery", "gathering", "gathered")) {
			assertThat(this.jdbc.queryForObject("select count(*) from " + name, Long.class)).as(name).isZero();
		}
	}

	private Place place(Delivery delivery, String key, Instant now) throws SQLException {
		return place(delivery, key, now, false);
	}

	private Place place(Delivery delivery, String key, Instant now, boolean patient) throws SQLException {
		return this.store.write((connection) -> this.table.gathers()
			.place(connection, delivery, key, new Window(now, now.plusSeconds(600), 1000), patient));
	}

	/** It waits for its window's end. */
	private void acknowledge(Delivery... deliveries) throws SQLException {
		for (Delivery each : deliveries) {
			end(new Attempt.Gathers(each, NOW, 1, "gathers", END));
		}
	}

	/** It has joined another. */
	private void done(Delivery delivery) throws SQLException {
		end(new Attempt.Succeeded(delivery, NOW, 1));
	}

	private void end(Attempt attempt) throws SQLException {
		this.store.write((connection) -> {
			new AttemptOutcomes(this.store).record(connection, List.of(attempt), NOW);
			return true;
		});
	}

	private int release(Delivery first) throws SQLException {
		return this.store.write((connection) -> this.table.gathers().changes().release(connection, first.id(), NOW));
	}

	private int open() {
		return this.table.open("route", 10).size();
	}

	private List<Delivery> file(int number) throws SQLException {
		List<DeliveryInserts.NewDelivery> deliveries = new ArrayList<>();
		for (long seq = 1; seq <= number; seq++) {
			this.jdbc.update(
					"""
							insert into event (seq, id, context_kind, call_id, root_call_id, received_at, status, body)
							%s values (?, ?, 'unknown', ?, ?, ?, 'accepted', ?)"""
						.formatted(this.store.dialect().isShared() ? "overriding system value" : ""),
					seq, "e" + seq, seq, seq, this.store.time(NOW), new byte[0]);
			Event event = new Event(seq, "e" + seq, null, null, ContextKind.UNKNOWN, seq, seq, null, NOW,
					EventStatus.ACCEPTED, null, new byte[0]);
			deliveries.add(new DeliveryInserts.NewDelivery(event, "route", 0, "order"));
		}
		return this.store.write((connection) -> this.table.inserts().insert(connection, deliveries, NOW, 0));
	}

}
