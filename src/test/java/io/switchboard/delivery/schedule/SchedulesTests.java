package io.switchboard.delivery.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When a schedule is due. */
class SchedulesTests {

	private static final ZoneId LONDON = ZoneId.of("Europe/London");

	private static final String AT_EIGHT = "0 0 8 * * *";

	@Test
	void a_schedule_is_due_at_its_time_and_once() {
		Instant eight = Instant.parse("2026-11-26T08:00:00Z");
		assertThat(latest(AT_EIGHT, eight.minusSeconds(60), eight.minusMillis(1))).isNull();
		assertThat(latest(AT_EIGHT, eight.minusSeconds(60), eight)).isEqualTo(eight);
		assertThat(latest(AT_EIGHT, eight, eight.plusSeconds(1))).isNull();
	}

	@Test
	void of_several_that_were_missed_the_latest_counts() {
		Instant eight = Instant.parse("2026-11-26T08:00:00Z");
		assertThat(latest(AT_EIGHT, eight.minus(Duration.ofDays(5)), eight.plusSeconds(300))).isEqualTo(eight);
		assertThat(latest("* * * * * *", eight.minus(Duration.ofDays(400)), eight)).isEqualTo(eight);
	}

	@Test
	void a_clock_that_goes_back_does_no_harm() {
		Instant eight = Instant.parse("2026-11-26T08:00:00Z");
		assertThat(latest(AT_EIGHT, eight, eight.minus(Duration.ofHours(1)))).isNull();
	}

	@Test
	void a_schedule_is_due_at_local_time_in_summer_and_in_winter() {
		assertThat(latest(AT_EIGHT, Instant.parse("2026-07-01T00:00:00Z"), Instant.parse("2026-07-01T12:00:00Z")))
			.isEqualTo("2026-07-01T07:00:00Z");
		assertThat(latest(AT_EIGHT, Instant.parse("2026-12-01T00:00:00Z"), Instant.parse("2026-12-01T12:00:00Z")))
			.isEqualTo("2026-12-01T08:00:00Z");
	}

	private static Instant latest(String cron, Instant after, Instant now) {
		return Schedules.latest(cron, LONDON, after, now);
	}

}
