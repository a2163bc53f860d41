package io.switchboard.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelOptionsTests {

	private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

	@Test
	void each_failure_waits_longer_the_last_pause_repeats_and_the_last_attempt_ends_it() {
		List<Duration> backoff = Stream.of("PT10S", "PT1M", "PT5M", "PT15M", "PT1H").map(Duration::parse).toList();
		ChannelOptions options = new ChannelOptions(8, backoff, 4, Duration.ofSeconds(60));
		assertThat(IntStream.rangeClosed(1, 7)
			.mapToObj((attempt) -> Duration.between(NOW, options.nextAttempt(attempt, NOW)).toString()))
			.containsExactly("PT10S", "PT1M", "PT5M", "PT15M", "PT1H", "PT1H", "PT1H");
		assertThat(options.nextAttempt(8, NOW)).isNull();
	}

}
