package io.switchboard.delivery.queue;

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
		assertThat(pauses(0)).containsExactly("PT10S", "PT1M", "PT5M", "PT15M", "PT1H", "PT1H", "PT1H");
		assertThat(options().nextAttempt(8, NOW, 0)).isNull();
	}

	@Test
	void chance_adds_up_to_a_fifth() {
		assertThat(pauses(0.5)).startsWith("PT11S", "PT1M6S");
		assertThat(pauses(1)).startsWith("PT12S", "PT1M12S");
	}

	private static List<String> pauses(double chance) {
		return IntStream.rangeClosed(1, 7)
			.mapToObj((attempt) -> Duration.between(NOW, options().nextAttempt(attempt, NOW, chance)).toString())
			.toList();
	}

	private static ChannelOptions options() {
		List<Duration> backoff = Stream.of("PT10S", "PT1M", "PT5M", "PT15M", "PT1H").map(Duration::parse).toList();
		return new ChannelOptions(8, 100, backoff, 4, Duration.ofSeconds(60), true, null, 0, List.of());
	}

}
