package io.switchboard.delivery.table;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Changes by operators: redeliver, discard, edit, pause. */
class DeliveryChangesTests extends DeliveryTableBench {

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

}
