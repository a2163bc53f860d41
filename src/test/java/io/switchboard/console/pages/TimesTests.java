package io.switchboard.console.pages;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Durations in words. */
class TimesTests {

	@ParameterizedTest
	@CsvSource({ "-3, 0 s", "59, 59 s", "60, 1 min", "3599, 59 min", "7200, 2 h", "172799, 47 h",
			"18408156, 213 days" })
	void a_long_time_is_told_in_large_units(long seconds, String words) {
		assertThat(Times.words(Duration.ofSeconds(seconds))).isEqualTo(words);
	}

}
