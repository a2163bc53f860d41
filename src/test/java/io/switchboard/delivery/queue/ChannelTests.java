package io.switchboard.delivery.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.LongStream;

import io.switchboard.delivery.cluster.SoleOwnership;
import io.switchboard.delivery.table.Delivery;
import org.junit.jupiter.api.Test;

import static io.switchboard.delivery.queue.Deliveries.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** What a channel runs, and what it leaves in the table; the test runs the workers. */
class ChannelTests {

	private final Queue<Runnable> workers = new ArrayDeque<>();

	private final List<Long> ran = new ArrayList<>();

	private final ChannelConsumer consumer = mock(ChannelConsumer.class);

	private final Channel channel = channel(true);

	private Channel channel(boolean ordered) {
		return channel(ordered, 0);
	}

	private Channel channel(boolean ordered, int breakerFailures) {
		given(this.consumer.options()).willReturn(Deliveries.options(ordered, null, breakerFailures));
		given(this.consumer.channel()).willReturn("route");
		Channel channel = new Channel(this.consumer, threads(), new SoleOwnership(), (place, consumer, delivery) -> {
			this.ran.add(delivery.id());
			return true;
		});
		channel.open(this.consumer);
		refill(channel, List.of(), List.of());
		return channel;
	}

	private Threads threads() {
		return new Threads() {
			@Override
			public void work(Runnable worker) {
				ChannelTests.this.workers.add(worker);
			}

			@Override
			public void read(Runnable reader) {
				throw new UnsupportedOperationException();
			}

			@Override
			public void after(Duration time, Runnable task) {
				// the test wakes it
			}
		};
	}

	@Test
	void what_was_just_filed_is_handed_over_without_looking_at_the_table() {
		assertThat(file(calls(1, 3))).isFalse();
		assertThat(this.workers).hasSize(2);
		work();
		assertThat(this.ran).containsExactly(1L, 2L, 3L);
	}

	@Test
	void the_deliveries_of_one_call_run_one_by_one_in_the_order_of_its_events() {
		file(List.of(delivery(1, 7L, "b"), delivery(2, 7L, "c"), delivery(3, 7L, "a"), delivery(4, 8L, "z")));
		work();
		assertThat(this.ran).containsExactly(3L, 4L);
		this.channel.acknowledge(delivery(3, 7L, "a"));
		work();
		this.channel.acknowledge(delivery(1, 7L, "b"));
		work();
		assertThat(this.ran).containsExactly(3L, 4L, 1L, 2L);
	}

	@Test
	void without_order_the_deliveries_of_one_call_run_side_by_side() {
		Channel unordered = channel(false);
		List<Delivery> both = List.of(delivery(2, 7L), delivery(1, 7L));
		unordered.commit(unordered.claim(both), both);
		work();
		assertThat(this.ran).containsExactly(2L, 1L);
	}

	@Test
	void one_that_is_not_done_holds_back_its_own_call_and_no_other() {
		file(List.of(delivery(1, 7L), delivery(2, 7L), delivery(3, 8L)));
		work();
		this.channel.release(delivery(1, 7L));
		work();
		assertThat(this.ran).containsExactly(1L, 3L);
		assertThat(this.channel.wantsRefill()).isTrue();
		assertThat(file(List.of(delivery(4, 7L)))).as("waits in the table, behind the first").isTrue();
		work();
		assertThat(this.ran).containsExactly(1L, 3L);
		refill(this.channel, List.of(delivery(1, 7L), delivery(2, 7L), delivery(4, 7L)), List.of(1L, 2L, 4L));
		work();
		this.channel.acknowledge(delivery(1, 7L));
		work();
		assertThat(this.ran).containsExactly(1L, 3L, 1L, 2L);
	}

	@Test
	void what_is_being_filed_behind_one_that_is_given_back_does_not_overtake_it() {
		file(List.of(delivery(1, 7L)));
		work();
		Intake.Claim claim = this.channel.claim(List.of(delivery(2, 7L)));
		this.channel.release(delivery(1, 7L));
		assertThat(this.channel.commit(claim, List.of(delivery(2, 7L)))).isTrue();
		work();
		assertThat(this.ran).containsExactly(1L);
	}

	@Test
	void what_was_read_and_tried_before_its_commit_is_told_is_not_taken_for_new() {
		List<Delivery> filed = List.of(delivery(1, 7L));
		Intake.Claim claim = this.channel.claim(filed);
		this.channel.drop((delivery) -> true);
		Delivery tried = new Delivery(1, filed.get(0).event(), "route", 0, "000000001", 1, 0, 0, 0, 0);
		refill(this.channel, List.of(tried), List.of(1L));
		assertThat(this.channel.commit(claim, filed)).isFalse();
		assertThat(this.channel.next()).extracting(Delivery::attempts).isEqualTo(1);
	}

	@Test
	void what_was_read_behind_one_that_is_given_back_meanwhile_does_not_overtake_it() {
		file(List.of(delivery(1, 7L)));
		work();
		Refill refill = this.channel.beginRefill();
		this.channel.release(delivery(1, 7L));
		this.channel.endRefill(refill, List.of(delivery(1, 7L), delivery(2, 7L)), List.of(1L, 2L));
		work();
		assertThat(this.ran).containsExactly(1L);
		assertThat(this.channel.wantsRefill()).isTrue();
	}

	@Test
	void what_stands_behind_one_that_was_not_due_as_the_table_was_read_does_not_overtake_it() {
		refill(this.channel, List.of(delivery(1, 7L), delivery(3, 7L)), List.of(1L, 3L));
		work();
		refill(this.channel, List.of(delivery(1, 7L)), List.of(1L, 2L, 3L));
		this.channel.acknowledge(delivery(1, 7L));
		work();
		assertThat(this.ran).containsExactly(1L);
		assertThat(this.channel.wantsRefill()).isTrue();
	}

	@Test
	void what_is_claimed_is_not_taken_again_from_the_table_until_it_is_acknowledged() {
		file(calls(1, 2));
		refill(this.channel, calls(1, 3), List.of(1L, 2L, 3L));
		work();
		assertThat(this.ran).containsExactly(1L, 2L, 3L);
		this.channel.acknowledge(delivery(1, 1L));
		refill(this.channel, calls(1, 2), List.of(1L, 2L));
		work();
		assertThat(this.ran).containsExactly(1L, 2L, 3L, 1L);
	}

	@Test
	void what_is_delivered_again_before_it_is_acknowledged_is_read_once_more() {
		file(calls(1, 1));
		refill(this.channel, List.of(), List.of());
		work();
		refill(this.channel, List.of(failed(1)), List.of(1L));
		this.channel.acknowledge(delivery(1, 1L));
		assertThat(this.channel.wantsRefill()).isTrue();
		refill(this.channel, List.of(failed(1)), List.of(1L));
		work();
		assertThat(this.ran).containsExactly(1L, 1L);
		assertThat(this.channel.wantsRefill()).isFalse();
	}

	@Test
	void what_was_acknowledged_while_the_table_was_read_is_out_of_date() {
		Intake.Claim claim = this.channel.claim(calls(1, 1));
		Refill refill = this.channel.beginRefill();
		this.channel.acknowledge(delivery(1, 1L));
		this.channel.endRefill(refill, calls(1, 1), List.of(1L));
		assertThat(this.channel.commit(claim, calls(1, 1))).isTrue();
		assertThat(this.workers).isEmpty();
	}

	@Test
	void what_was_read_before_shares_changed_may_be_done_by_another_node() {
		Refill refill = this.channel.beginRefill();
		this.channel.drop((delivery) -> false);
		this.channel.endRefill(refill, calls(1, 1), List.of(1L));
		assertThat(this.workers).isEmpty();
		assertThat(this.channel.wantsRefill()).isTrue();
	}

	@Test
	void what_was_run_in_a_term_that_is_over_is_not_passed_by_what_follows_in_its_call() {
		Delivery earlier = ofAnotherTerm(delivery(1, 7L));
		file(List.of(earlier));
		work();
		this.channel.advance(earlier);
		refill(this.channel, List.of(delivery(2, 7L), delivery(3, 8L)), List.of(1L, 2L, 3L));
		work();
		assertThat(this.ran).containsExactly(1L, 3L);
		this.channel.release(earlier);
		refill(this.channel, List.of(delivery(1, 7L), delivery(2, 7L)), List.of(1L, 2L, 3L));
		work();
		this.channel.acknowledge(delivery(1, 7L));
		work();
		assertThat(this.ran).containsExactly(1L, 3L, 1L, 2L);
	}

	@Test
	void what_we_were_told_was_rolled_back_may_be_in_the_table_all_the_same() {
		this.channel.rollBack(this.channel.claim(List.of(delivery(1, 7L))));
		assertThat(file(List.of(delivery(2, 7L)))).as("waits in the table, behind the first").isTrue();
	}

	@Test
	void what_is_not_committed_is_not_run_and_what_was_rolled_back_never() {
		Intake.Claim claim = this.channel.claim(List.of(delivery(1, 7L)));
		file(List.of(delivery(2, 7L)));
		work();
		assertThat(this.ran).isEmpty();
		this.channel.rollBack(claim);
		work();
		assertThat(this.ran).containsExactly(2L);
	}

	@Test
	void memory_holds_so_many_and_the_rest_waits() {
		Intake.Claim claim = this.channel.claim(calls(1, 2000));
		assertThat(claim.deliveries()).hasSize(500);
		assertThat(this.channel.commit(claim, calls(1, 2000))).isTrue();
		assertThat(this.channel.beginRefill()).isNull();
	}

	@Test
	void a_call_of_which_the_table_may_hold_more_is_not_overtaken_by_what_is_filed() {
		this.channel.expectMore();
		assertThat(file(List.of(delivery(1, 7L), delivery(2, null)))).isTrue();
		work();
		assertThat(this.ran).as("what belongs to no call").containsExactly(2L);
		refill(this.channel, List.of(delivery(1, 7L)), List.of(1L, 99L));
		work();
		assertThat(this.channel.wantsRefill()).as("99 is not in memory").isTrue();
		assertThat(file(List.of(delivery(3, 8L)))).isTrue();
		this.channel.acknowledge(delivery(1, 7L));
		refill(this.channel, List.of(), List.of());
		assertThat(file(List.of(delivery(4, 8L)))).isFalse();
	}

	@Test
	void what_came_late_and_finds_memory_full_is_not_overtaken() {
		refill(this.channel, List.of(delivery(2, 7L)), List.of(2L));
		Refill refill = this.channel.beginRefill();
		this.channel.claim(calls(1000, 1000 + Channel.CAPACITY));
		this.channel.endRefill(refill, List.of(delivery(1, 7L), delivery(2, 7L)), null);
		work();
		assertThat(this.ran).isEmpty();
	}

	@Test
	void a_closed_channel_starts_nothing_and_holds_what_runs() {
		file(calls(1, 5));
		this.channel.close(this.consumer);
		work();
		assertThat(this.ran).isEmpty();
		assertThat(this.channel.claim(calls(6, 6)).deliveries()).isEmpty();
		assertThat(this.channel.beginRefill()).isNull();
	}

	@Test
	void a_paused_channel_starts_nothing_until_it_is_resumed() {
		this.channel.gate().pause(true);
		file(calls(1, 5));
		work();
		assertThat(this.ran).isEmpty();
		this.channel.gate().pause(false);
		this.channel.wake();
		work();
		assertThat(this.ran).containsExactly(1L, 2L, 3L, 4L, 5L);
	}

	@Test
	void live_deliveries_start_before_those_of_past_events_which_leave_them_a_place() {
		refill(this.channel, List.of(delivery(1, 1L).ofPast(), delivery(2, 2L).ofPast(), delivery(3, 3L)),
				List.of(1L, 2L, 3L));
		work();
		assertThat(this.ran).as("one of two places").containsExactly(3L, 1L);
		file(List.of(delivery(4, 4L)));
		work();
		assertThat(this.ran).containsExactly(3L, 1L, 4L);
		this.channel.acknowledge(delivery(1, 1L).ofPast());
		work();
		assertThat(this.ran).containsExactly(3L, 1L, 4L, 2L);
	}

	@Test
	void live_deliveries_that_memory_left_out_do_not_wait_until_half_of_a_backfill_has_run() {
		List<Delivery> past = calls(1, 600).stream().map(Delivery::ofPast).toList();
		refill(this.channel, past, null);
		Delivery live = delivery(900, 900L);
		assertThat(file(List.of(live))).as("the table may hold earlier ones of its call").isTrue();
		for (int done = 1; !this.channel.wantsRefill(); done++) {
			assertThat(done).isLessThanOrEqualTo(50);
			this.channel.acknowledge(past.get(done - 1));
		}
		List<Delivery> due = new ArrayList<>(past.subList(50, 600));
		due.add(live);
		refill(this.channel, due, null);
		work();
		assertThat(this.ran).first().isEqualTo(900L);
		assertThat(this.channel.wantsRefill()).as("nothing live waits").isFalse();
	}

	@Test
	void memory_that_is_full_of_live_deliveries_is_not_read_for_each_that_ends() {
		List<Delivery> all = calls(1, 600);
		refill(this.channel, all, null);
		file(List.of(delivery(900, 900L)));
		this.channel.acknowledge(all.get(0));
		assertThat(this.channel.wantsRefill()).isFalse();
	}

	@Test
	void a_past_event_goes_first_once_a_live_one_of_its_call_waits_for_it() {
		this.channel.gate().pause(true);
		refill(this.channel, List.of(delivery(1, 1L).ofPast(), delivery(2, 7L, "a").ofPast()), List.of(1L, 2L));
		file(List.of(delivery(3, 7L, "b")));
		this.channel.gate().pause(false);
		this.channel.wake();
		work();
		assertThat(this.ran).as("one place for past events").containsExactly(2L);
		this.channel.acknowledge(delivery(2, 7L, "a").ofPast());
		work();
		assertThat(this.ran).containsExactly(2L, 3L, 1L);
	}

	private static Delivery ofAnotherTerm(Delivery delivery) {
		return new Delivery(delivery.id(), delivery.event(), delivery.route(), delivery.shard(), delivery.order(), 0, 0,
				0, 0, 1);
	}

	@Test
	void a_trial_is_of_one_that_has_not_failed_yet() {
		Channel tried = channel(true, 1);
		tried.gate().shutOut("no such user");
		refill(tried, List.of(failed(1), failed(2), delivery(3, 3L)), List.of(1L, 2L, 3L));
		work();
		assertThat(this.ran).isEmpty();
		await().until(() -> tried.gate().closedUntil(Instant.now()) == null);
		tried.wake();
		work();
		assertThat(this.ran).startsWith(3L);
	}

	@Test
	void one_is_tried_when_the_route_is_another() {
		given(this.consumer.options()).willReturn(new ChannelOptions(8, 100, List.of(Duration.ofSeconds(10)), 2,
				Duration.ofSeconds(1), true, null, 1, List.of(Duration.ofHours(1))));
		Channel mended = new Channel(this.consumer, threads(), new SoleOwnership(), (place, consumer, delivery) -> {
			this.ran.add(delivery.id());
			return true;
		});
		mended.open(this.consumer);
		mended.gate().shutOut("no such user");
		refill(mended, List.of(delivery(1, 1L), delivery(2, 2L)), List.of(1L, 2L));
		work();
		assertThat(this.ran).isEmpty();
		mended.replace(this.consumer);
		mended.wake();
		work();
		assertThat(this.ran).containsExactly(1L);
	}

	@Test
	void what_comes_in_is_tried_though_what_failed_waits_for_long() {
		given(this.consumer.options()).willReturn(new ChannelOptions(8, 100, List.of(Duration.ofSeconds(10)), 2,
				Duration.ofSeconds(1), true, null, 1, List.of(Duration.ofMillis(20), Duration.ofHours(1))));
		Channel doubted = new Channel(this.consumer, threads(), new SoleOwnership(), (place, consumer, delivery) -> {
			this.ran.add(delivery.id());
			if (delivery.id() < 3) {
				place.gate().unclear(new IllegalStateException("500"));
			}
			else {
				place.gate().succeeded();
			}
			return true;
		});
		doubted.open(this.consumer);
		refill(doubted, List.of(failed(1), failed(2)), List.of(1L, 2L));
		goOn(doubted, 2);
		assertThat(doubted.gate().closedUntil(Instant.now())).isAfter(Instant.now().plusSeconds(1000));
		doubted.wake();
		work();
		refill(doubted, List.of(delivery(3, 3L), delivery(4, 4L), delivery(5, 5L)), List.of(3L, 4L, 5L));
		assertThat(this.workers).as("they are looked at").isNotEmpty();
		goOn(doubted, 5);
		assertThat(this.ran).containsExactly(1L, 2L, 3L, 4L, 5L);
	}

	private void goOn(Channel channel, int number) {
		await().until(() -> {
			channel.wake();
			work();
			return this.ran.size() == number;
		});
	}

	private static Delivery failed(long id) {
		Delivery fresh = delivery(id, id);
		return new Delivery(id, fresh.event(), "route", 0, fresh.order(), 1, 0, 0, 0, 0);
	}

	private boolean file(List<Delivery> deliveries) {
		return this.channel.commit(this.channel.claim(deliveries), deliveries);
	}

	private static void refill(Channel channel, List<Delivery> due, List<Long> all) {
		Refill refill = channel.beginRefill();
		channel.endRefill(refill, due, all);
	}

	private void work() {
		for (Runnable worker = this.workers.poll(); worker != null; worker = this.workers.poll()) {
			worker.run();
		}
	}

	/** Each of a call of its own. */
	private static List<Delivery> calls(long from, long to) {
		return LongStream.rangeClosed(from, to).mapToObj((id) -> delivery(id, id)).toList();
	}

}
