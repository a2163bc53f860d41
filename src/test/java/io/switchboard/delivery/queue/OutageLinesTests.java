package io.switchboard.delivery.queue;

import java.net.ConnectException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.switchboard.delivery.cluster.SoleOwnership;
import io.switchboard.failure.DestinationAway;
import io.switchboard.failure.SignInRefused;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static io.switchboard.delivery.queue.Deliveries.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** An outage of a destination is one line in the log, however many deliveries fail. */
class OutageLinesTests {

	private static final long SECOND = 1_000_000_000L;

	private final AtomicLong nanos = new AtomicLong();

	private final AttemptRunner runner = new AttemptRunner(Clock.systemUTC(), new Runs(), new SoleOwnership(),
			(attempt) -> true, new AttemptMeters(new SimpleMeterRegistry()));

	@Test
	void each_kind_of_outage_is_two_lines_with_ids_and_no_more() throws Exception {
		Map<String, Throwable> kinds = Map.of("the mail server is down", new ConnectException("Connection refused"),
				"the CRM answers 500",
				new HttpOperationFailedException("http://crm", 500, "Oops", null, Map.of(), "Jane Roe 447700900123"),
				"the CRM is busy", new HttpOperationFailedException("http://crm", 503, "Busy", null, Map.of(), ""),
				"the API is away", new DestinationAway("VoIPstudio API: no answer"), "the password is wrong",
				new SignInRefused("535 wrong password"));
		for (Map.Entry<String, Throwable> kind : kinds.entrySet()) {
			ListAppender<ILoggingEvent> lines = listen();
			try {
				outage(kind.getValue());
			}
			finally {
				((Logger) LoggerFactory.getLogger("io.switchboard")).detachAppender(lines);
			}
			// other tests log beside this one
			List<ILoggingEvent> own = List.copyOf(lines.list)
				.stream()
				.filter((line) -> line.getThreadName().equals(Thread.currentThread().getName()))
				.filter((line) -> line.getLevel().isGreaterOrEqual(Level.INFO))
				.toList();
			assertThat(own.stream().map(ILoggingEvent::getFormattedMessage)).as(kind.getKey())
				.satisfiesExactly((begins) -> {
					assertThat(begins).startsWith("route route: its destination fails (1): delivery 1 of event ")
						.doesNotContain("Jane", "447700900123");
				}, (ends) -> assertThat(ends)
					.matches("route route: its destination fails: over after \\d+ s, 100 in all"));
			assertThat(own).allMatch((line) -> line.getThrowableProxy() == null);
		}
	}

	private void outage(Throwable failure) throws Exception {
		Gate gate = new Gate("route", Deliveries.options(true, null, 3), new TimeMeter() {
			@Override
			public long currentTimeNanos() {
				return OutageLinesTests.this.nanos.get();
			}

			@Override
			public boolean isWallClockBased() {
				return false;
			}
		});
		ChannelConsumer consumer = mock(ChannelConsumer.class);
		given(consumer.options()).willReturn(Deliveries.options(true, null, 3));
		given(consumer.channel()).willReturn("route");
		Channel channel = mock(Channel.class);
		given(channel.gate()).willReturn(gate);
		given(consumer.run(any(), any())).willThrow(failure);
		for (int i = 1; i <= 100; i++) {
			this.nanos.addAndGet(SECOND);
			gate.enter(1, true);
			this.runner.run(channel, consumer, delivery(i, null));
		}
		ChannelConsumer back = mock(ChannelConsumer.class);
		given(back.options()).willReturn(Deliveries.options(true, null, 3));
		given(back.channel()).willReturn("route");
		given(back.run(any(), any())).willReturn(Set.of());
		for (int i = 1; i <= 10; i++) {
			this.nanos.addAndGet(10 * SECOND);
			gate.enter(1, true);
			this.runner.run(channel, back, delivery(i, null));
		}
	}

	private static ListAppender<ILoggingEvent> listen() {
		ListAppender<ILoggingEvent> lines = new ListAppender<>();
		lines.start();
		((Logger) LoggerFactory.getLogger("io.switchboard")).addAppender(lines);
		return lines;
	}

}
