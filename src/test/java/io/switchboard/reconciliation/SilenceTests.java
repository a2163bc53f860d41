package io.switchboard.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.switchboard.OwnLines;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SilenceTests {

	private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");

	private final OwnLines log = new OwnLines(Silence.class);

	private final Silence silence = new Silence(Duration.ofMinutes(30), TEN.minusSeconds(86_400));

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void silence_begins_when_calls_end_unheard_for_long_enough_and_nothing_else_comes() {
		List<Instant> unheard = List.of(minutes(12), minutes(5), minutes(20));
		assertThat(this.silence.since(null, TEN, unheard, minutes(34))).isNull();
		assertThat(this.log.lines()).isEmpty();
		assertThat(this.silence.since(null, TEN, unheard, minutes(35))).isEqualTo(TEN);
		assertThat(this.log.lines()).singleElement(InstanceOfAssertFactories.STRING)
			.startsWith("ERROR ")
			.contains("gone silent", "nothing came in since " + TEN, "3 call(s)", "is the webhook enabled",
					"does it answer");
	}

	@Test
	void silence_lasts_until_a_webhook_comes_and_its_end_is_logged() {
		assertThat(this.silence.since(TEN, TEN, List.of(minutes(5)), minutes(90))).isEqualTo(TEN);
		assertThat(this.silence.since(TEN, TEN, List.of(), minutes(900))).isEqualTo(TEN);
		assertThat(this.log.lines()).isEmpty();
		assertThat(this.silence.since(TEN, minutes(901), List.of(minutes(5)), minutes(902))).isNull();
		assertThat(this.log.lines()).containsExactly("INFO webhooks come in again, after a silence since " + TEN);
	}

	@Test
	void a_quiet_night_is_none() {
		assertThat(this.silence.since(null, TEN, List.of(), minutes(600))).isNull();
		assertThat(this.silence.since(null, null, List.of(), minutes(600))).isNull();
	}

	@Test
	void one_webhook_that_was_lost_before_others_came_is_none() {
		assertThat(this.silence.since(null, TEN, List.of(minutes(-1)), minutes(600))).isNull();
	}

	@Test
	void the_first_call_after_a_quiet_night_is_given_its_time() {
		assertThat(this.silence.since(null, TEN, List.of(minutes(600)), minutes(620))).isNull();
	}

	@Test
	void where_nothing_ever_came_it_counts_from_the_first_call() {
		assertThat(this.silence.since(null, null, List.of(minutes(9), minutes(5)), minutes(35))).isEqualTo(minutes(5));
	}

	@Test
	void what_happened_while_we_were_down_is_none() {
		Silence fresh = new Silence(Duration.ofMinutes(30), minutes(60));
		assertThat(fresh.since(null, TEN, List.of(minutes(5)), minutes(89))).isNull();
		assertThat(fresh.since(null, TEN, List.of(minutes(5)), minutes(90))).isEqualTo(TEN);
	}

	private static Instant minutes(long after) {
		return TEN.plus(Duration.ofMinutes(after));
	}

}
