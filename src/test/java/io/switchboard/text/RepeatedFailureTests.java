package io.switchboard.text;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

import static org.assertj.core.api.Assertions.assertThat;

class RepeatedFailureTests {

	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	@Test
	void an_outage_is_two_lines() {
		// a logger of its own: an application that starts beside this test resets the
		// others
		Logger log = new LoggerContext().getLogger("test");
		this.lines.start();
		log.addAppender(this.lines);
		RepeatedFailure failure = new RepeatedFailure(log, Level.ERROR, "the store is away", this.clock::get);
		failure.works();
		for (int second = 0; second <= 130; second++) {
			for (int i = 0; i < 10; i++) {
				failure.happened(2, "it says nothing");
				failure.works();
			}
			this.clock.addAndGet(Duration.ofSeconds(1).toNanos());
		}
		this.clock.addAndGet(Duration.ofSeconds(4).toNanos());
		failure.works();
		failure.works();
		failure.happened(1, "again");
		assertThat(lines()).containsExactly("ERROR the store is away (2): it says nothing",
				"INFO the store is away: over after 135 s, 2620 in all", "ERROR the store is away (1): again");
	}

	private List<String> lines() {
		return this.lines.list.stream()
			.filter((line) -> line.getLevel().isGreaterOrEqual(ch.qos.logback.classic.Level.INFO))
			.map((line) -> line.getLevel() + " " + line.getFormattedMessage())
			.toList();
	}

}
