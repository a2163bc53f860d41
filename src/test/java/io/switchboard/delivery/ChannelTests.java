package io.switchboard.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import io.switchboard.inbox.ContextKind;
import io.switchboard.inbox.Event;
import io.switchboard.inbox.EventStatus;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** What runs, and what waits in the table; the workers are run by hand. */
class ChannelTests {

	private final List<Runnable> workers = new ArrayList<>();

	private final List<Long> ran = new ArrayList<>();

	private final DurableConsumer consumer = mock(DurableConsumer.class);

	private final Channel channel;

	ChannelTests() {
		given(this.consumer.options()).willReturn(new ChannelOptions(8, List.of(), 2, Duration.ofSeconds(1)));
		this.channel = new Channel(this.consumer, this.workers::add, (channel, consumer, delivery) -> {
			this.ran.add(delivery.id());
			return true;
		});
		this.channel.open(this.consumer);
	}

	@Test
	void what_was_just_filed_is_handed_over_without_looking_at_the_table() {
		this.channel.queue(this.channel.hold(deliveries(1, 3)));
		assertThat(this.workers).hasSize(2);
		this.workers.forEach(Runnable::run);
		assertThat(this.ran).containsExactly(1L, 2L, 3L);
	}

	@Test
	void what_is_held_is_not_taken_again_from_the_table_until_it_is_marked() {
		this.channel.queue(this.channel.hold(deliveries(1, 2)));
		this.channel.beginRefill();
		this.channel.endRefill(deliveries(1, 3));
		this.workers.forEach(Runnable::run);
		assertThat(this.ran).containsExactly(1L, 2L, 3L);
		this.channel.release(deliveries(1, 1).get(0));
		this.channel.beginRefill();
		this.channel.endRefill(deliveries(1, 2));
		this.workers.get(this.workers.size() - 1).run();
		assertThat(this.ran).containsExactly(1L, 2L, 3L, 1L);
	}

	@Test
	void what_was_marked_while_the_table_was_read_is_out_of_date() {
		this.channel.hold(deliveries(1, 1));
		this.channel.beginRefill();
		this.channel.release(deliveries(1, 1).get(0));
		this.channel.endRefill(deliveries(1, 1));
		assertThat(this.workers).isEmpty();
	}

	@Test
	void memory_holds_so_many_and_the_rest_waits() {
		assertThat(this.channel.hold(deliveries(1, 2000))).hasSize(500);
		assertThat(this.channel.beginRefill()).isFalse();
	}

	@Test
	void a_closed_channel_starts_nothing_and_holds_what_runs() {
		this.channel.queue(this.channel.hold(deliveries(1, 5)));
		this.channel.close(this.consumer);
		this.workers.forEach(Runnable::run);
		assertThat(this.ran).isEmpty();
		assertThat(this.channel.hold(deliveries(6, 6))).isEmpty();
		assertThat(this.channel.beginRefill()).isFalse();
	}

	private static List<Delivery> deliveries(long from, long to) {
		return new ArrayList<>(LongStream.rangeClosed(from, to).mapToObj(ChannelTests::delivery).toList());
	}

	private static Delivery delivery(long id) {
		return new Delivery(id, new Event(id, "e" + id, null, null, ContextKind.UNKNOWN, null, null, null,
				Instant.EPOCH, EventStatus.ACCEPTED, null, new byte[0]), "route", 0);
	}

}
