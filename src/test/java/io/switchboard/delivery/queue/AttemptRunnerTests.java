package io.switchboard.delivery.queue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.switchboard.delivery.cluster.SoleOwnership;
import io.switchboard.delivery.table.Attempt;
import io.switchboard.delivery.table.Delivery;
import org.junit.jupiter.api.Test;

import static io.switchboard.delivery.queue.Deliveries.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** How an attempt ends; the workers are run by hand. */
class AttemptRunnerTests {

	private final List<Runnable> workers = new ArrayList<>();

	private final List<Attempt> ended = new ArrayList<>();

	private final AttemptRunner runner = new AttemptRunner(Clock.systemUTC(), new Runs(), new SoleOwnership(),
			this.ended::add, new AttemptMeters(new SimpleMeterRegistry()));

	@Test
	void what_a_route_that_is_taken_down_did_not_end_runs_on_its_next_revision() throws Exception {
		ChannelConsumer old = consumer();
		given(old.isStopping()).willReturn(true);
		given(old.run(any(), any())).willThrow(new IllegalStateException("the route is being removed"));
		Channel channel = new Channel(old, threads(), new SoleOwnership(), this.runner);
		channel.open(old);
		refill(channel);
		ChannelConsumer next = consumer();
		given(next.run(any(), any())).willReturn(Set.of());
		List<Delivery> filed = List.of(delivery(1, null), delivery(2, null));
		channel.commit(channel.claim(filed), filed);
		// each has begun on the old one
		work();
		assertThat(this.ended).isEmpty();
		channel.replace(next);
		assertThat(channel.wantsRefill()).isTrue();
		refill(channel, delivery(1, null), delivery(2, null));
		work();
		assertThat(this.ended).extracting((attempt) -> attempt.delivery().id()).containsExactlyInAnyOrder(1L, 2L);
		assertThat(this.ended).allMatch((attempt) -> attempt instanceof Attempt.Succeeded);
	}

	private static ChannelConsumer consumer() {
		ChannelConsumer consumer = mock(ChannelConsumer.class);
		// two places
		given(consumer.options()).willReturn(Deliveries.options(true, null, 0));
		given(consumer.channel()).willReturn("route");
		return consumer;
	}

	private static void refill(Channel channel, Delivery... due) {
		Refill refill = channel.beginRefill();
		assertThat(refill).isNotNull();
		channel.endRefill(refill, List.of(due), List.of(due).stream().map(Delivery::id).toList());
	}

	private void work() {
		List<Runnable> now = List.copyOf(this.workers);
		this.workers.clear();
		now.forEach(Runnable::run);
	}

	private Threads threads() {
		return new Threads() {
			@Override
			public void work(Runnable worker) {
				AttemptRunnerTests.this.workers.add(worker);
			}

			@Override
			public void read(Runnable reader) {
				throw new UnsupportedOperationException();
			}

			@Override
			public void after(Duration time, Runnable task) {
				throw new UnsupportedOperationException();
			}
		};
	}

}
