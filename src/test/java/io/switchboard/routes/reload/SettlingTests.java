package io.switchboard.routes.reload;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** When a change of the folder is complete. */
class SettlingTests {

	private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1);

	private final Settling settling = new Settling(this.time::get);

	private boolean look(String revision, Duration later) {
		this.time.addAndGet(later.toNanos());
		return this.settling.isComplete(revision);
	}

	@Test
	void two_looks_that_find_the_same_complete_it() {
		assertThat(look("a", Duration.ZERO)).isFalse();
		assertThat(look("b", Duration.ofMillis(400))).isFalse();
		assertThat(look("b", Duration.ofMillis(400))).isTrue();
		assertThat(this.settling.isPending()).isFalse();
	}

	@Test
	void a_folder_that_is_saved_all_the_time_waits_for_ten_seconds_however_rare_the_looks_are() {
		for (int second = 0; second < 10; second += 3) {
			assertThat(look("save " + second, (second > 0) ? Duration.ofSeconds(3) : Duration.ZERO)).isFalse();
		}
		assertThat(look("save 10", Duration.ofSeconds(1))).isTrue();
		assertThat(look("save 11", Duration.ofSeconds(1))).as("its time begins anew").isFalse();
	}

	@Test
	void a_change_that_is_taken_back_takes_its_time_along() {
		look("a", Duration.ZERO);
		this.settling.forget();
		assertThat(look("b", Duration.ofMinutes(1))).isFalse();
		assertThat(look("c", Duration.ofSeconds(1))).isFalse();
	}

}
