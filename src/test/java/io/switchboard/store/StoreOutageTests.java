package io.switchboard.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.switchboard.text.RepeatedFailure;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;

/** An outage of the store is one line in the log, however many rooms notice it. */
class StoreOutageTests {

	private final AtomicLong nanos = new AtomicLong();

	private final StoreOutage store = new StoreOutage(Throwable::toString, (refused) -> false, this.nanos::get);

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	@Test
	void an_outage_of_five_minutes_is_two_lines_and_what_is_no_outage_is_told_by_the_room() {
		Logger own = new LoggerContext().getLogger("rooms");
		Logger stores = (Logger) LoggerFactory.getLogger(Store.class);
		this.lines.start();
		own.addAppender(this.lines);
		stores.addAppender(this.lines);
		try {
			List<RepeatedFailure> rooms = Stream.of("inbox", "queue", "calls", "follow-ups", "schedules")
				.map((name) -> new RepeatedFailure(own, Level.WARN, name, this.nanos::get))
				.toList();
			SQLException refused = new SQLTransientConnectionException("no connection after 5000ms", "08001");
			for (int second = 0; second < 300; second++) {
				rooms.forEach(
						(room) -> this.store.failed(room, 1, new DataAccessResourceFailureException("away", refused)));
				this.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
			}
			this.nanos.addAndGet(Duration.ofSeconds(6).toNanos());
			rooms.forEach(this.store::works);
			this.store.failed(rooms.get(2), 1, new SQLException("no such column: jane", "42703"));
		}
		finally {
			stores.detachAppender(this.lines);
		}
		// other tests log about a store too
		String thread = Thread.currentThread().getName();
		assertThat(List.copyOf(this.lines.list)
			.stream()
			.filter((line) -> line.getThreadName().equals(thread))
			.filter((line) -> line.getLevel().isGreaterOrEqual(ch.qos.logback.classic.Level.INFO))
			.map(ILoggingEvent::getFormattedMessage))
			.satisfiesExactly((begins) -> assertThat(begins).startsWith("the store does not answer (1): "),
					(ends) -> assertThat(ends).isEqualTo("the store does not answer: over after 306 s, 1500 in all"),
					(other) -> assertThat(other).startsWith("calls (1): "));
	}

}
