package io.switchboard.delivery.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.switchboard.delivery.cluster.Ownership;
import io.switchboard.delivery.cluster.SoleOwnership;
import io.switchboard.delivery.queue.BareFiling;
import io.switchboard.inbox.Decision;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventListener.Decided;
import io.switchboard.inbox.EventStatus;
import io.switchboard.inbox.StoredEvents;
import io.switchboard.voipstudio.ContextKind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Deliveries are filed with new events, in a term and by a revision of the rules. */
class DeliveryFilingTests extends DeliveryTableBench {

	private boolean over;

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

	/** Files as the inbox does, and returns the routes. */
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

	/** SQLite has one node and one term. */
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

}
