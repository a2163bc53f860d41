package io.switchboard.delivery.table;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The deliveries that may run, in their order. */
class DeliveryTableTests extends DeliveryTableBench {

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

	/** When clocks go back, the times of the repeated hour lie in the future. */
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

	/**
	 * The clock of the node that acknowledged it was ten minutes ahead; another node goes
	 * on.
	 */
	@Test
	void what_a_node_marked_whose_clock_is_ahead_does_not_wait_for_that_time() throws SQLException {
		Delivery delivery = file(1).get(0);
		mark(new Attempt.Failed(delivery, NOW, 1, "no", NOW.plusSeconds(10)));
		assertThat(this.table.firstOfCalls("route", false, null, NOW.minusSeconds(600), 0, 10)).hasSize(1);
		// and where clocks agree, its time counts
		assertThat(this.table.firstOfCalls("route", false, null, NOW.plusSeconds(9), 0, 10)).isEmpty();
		assertThat(this.table.firstOfCalls("route", false, null, NOW.minusSeconds(20), 0, 10)).isEmpty();
	}

}
