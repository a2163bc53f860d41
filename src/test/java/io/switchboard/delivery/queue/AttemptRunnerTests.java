package io.switchboard.delivery.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.switchboard.delivery.cluster.SoleOwnership;
import io.switchboard.delivery.table.Attempt;
import io.switchboard.delivery.table.Delivery;
import io.switchboard.failure.RouteFailure;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.switchboard.delivery.queue.Deliveries.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** The end of an attempt; the test runs the workers. */
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
		// each has begun with the old route
		work();
		assertThat(this.ended).isEmpty();
		channel.replace(next);
		assertThat(channel.wantsRefill()).isTrue();
		refill(channel, delivery(1, null), delivery(2, null));
		work();
		assertThat(this.ended).extracting((attempt) -> attempt.delivery().id()).containsExactlyInAnyOrder(1L, 2L);
		assertThat(this.ended).allMatch((attempt) -> attempt instanceof Attempt.Succeeded);
	}

	/** Longer than any backoff, so that a restart and other nodes keep to it too. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			7200                          | 7200
			1                             | 10
			0                             | 10
			Fri, 01 Jan 2010 00:00:00 GMT | 10
			""")
	void a_destination_that_says_when_to_come_again_is_tried_then_and_no_earlier_than_any_other(String said,
			int seconds) throws Exception {
		ChannelConsumer consumer = consumer();
		given(consumer.run(any(), any()))
			.willThrow(new RouteFailure("post", new HttpOperationFailedException("https://crm.test/calls", 503, "",
					null, Map.of("Retry-After", said), "")));
		Channel channel = new Channel(consumer, threads(), new SoleOwnership(), this.runner);
		channel.open(consumer);
		refill(channel, delivery(1, null));
		Instant now = Instant.now();
		work();
		assertThat(this.ended).singleElement()
			.isInstanceOfSatisfying(Attempt.Failed.class, (failed) -> assertThat(failed.nextAttemptAt())
				.isBetween(now.plusSeconds(seconds), now.plusSeconds(seconds + 60)));
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
				// time does not pass here
			}
		};
	}

}
