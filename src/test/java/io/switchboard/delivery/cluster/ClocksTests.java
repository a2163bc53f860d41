package io.switchboard.delivery.cluster;

import java.time.Duration;
import java.time.Instant;

import io.switchboard.CapturesOutput;
import io.switchboard.SetClock;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;

@CapturesOutput
class ClocksTests {

	private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

	@Test
	void a_clock_that_differs_is_told_of_once_and_again_when_it_does_no_longer(CapturedOutput output) {
		SetClock clock = new SetClock(NOW);
		Clocks clocks = new Clocks("one", clock);
		assertThat(clocks.compare(NOW.plusSeconds(3))).isFalse();
		assertThat(output).doesNotContain("clock");
		clock.goOn(Duration.ofMinutes(10));
		for (int i = 0; i < 3; i++) {
			assertThat(clocks.compare(NOW)).isTrue();
		}
		assertThat(output.toString()).containsOnlyOnce("its clock is 600 s ahead of the database's");
		clock.goOn(Duration.ofMinutes(-10));
		assertThat(clocks.compare(NOW)).isFalse();
		assertThat(output.toString()).containsOnlyOnce("agrees with the database's again");
	}

}
