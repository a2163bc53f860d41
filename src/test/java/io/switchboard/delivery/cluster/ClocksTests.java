package io.switchboard.delivery.cluster;

import java.time.Duration;
import java.time.Instant;

import io.switchboard.OwnLines;
import io.switchboard.SetClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClocksTests {

	private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

	@Test
	void a_clock_that_differs_is_told_of_once_and_again_when_it_does_no_longer() {
		SetClock clock = new SetClock(NOW);
		Clocks clocks = new Clocks("one", clock);
		try (OwnLines log = new OwnLines(Clocks.class)) {
			assertThat(clocks.compare(NOW.plusSeconds(3))).isFalse();
			assertThat(log.lines()).isEmpty();
			clock.goOn(Duration.ofMinutes(10));
			for (int i = 0; i < 3; i++) {
				assertThat(clocks.compare(NOW)).isTrue();
			}
			assertThat(log.lines()).singleElement().asString().contains("its clock is 600 s ahead of the database's");
			clock.goOn(Duration.ofMinutes(-10));
			assertThat(clocks.compare(NOW)).isFalse();
			assertThat(log.lines()).hasSize(2).last().asString().contains("agrees with the database's again");
		}
	}

}
