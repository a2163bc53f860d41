package io.switchboard.console.login;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoginBrakeTests {

	private final AtomicLong now = new AtomicLong();

	private final LoginBrake brake = new LoginBrake(this.now::get);

	@Test
	void after_some_failures_of_a_user_at_an_address_the_waits_grow_and_never_become_a_lock() {
		assertThat(lookedAt(LoginBrake.FAILURES, "admin", "192.0.2.1")).isEqualTo(LoginBrake.FAILURES);
		for (int seconds : new int[] { 5, 10, 20, 40, 60, 60 }) {
			assertThat(this.brake.reserve("admin", "192.0.2.1")).isEqualTo(Duration.ofSeconds(seconds));
			assertThat(this.brake.reserve("other", "192.0.2.1")).as("not counted").isEqualTo(Duration.ZERO);
			later(Duration.ofSeconds(seconds));
			assertThat(this.brake.reserve("admin", "192.0.2.1")).isEqualTo(Duration.ZERO);
		}
		later(LoginBrake.REMEMBERED);
		assertThat(lookedAt(LoginBrake.FAILURES, "admin", "192.0.2.1")).isEqualTo(LoginBrake.FAILURES);
	}

	@Test
	void who_comes_from_another_address_is_not_held_up() {
		lookedAt(100, "admin", "192.0.2.1");
		assertThat(this.brake.reserve("admin", "192.0.2.2")).isEqualTo(Duration.ZERO);
	}

	@Test
	void tries_side_by_side_are_counted_before_they_have_failed() {
		long lookedAt = IntStream.range(0, 60)
			.parallel()
			.filter((i) -> this.brake.reserve("admin", "192.0.2.1").isZero())
			.count();
		assertThat(lookedAt).isEqualTo(LoginBrake.FAILURES);
	}

	@Test
	void an_address_is_counted_with_whatever_names() {
		long lookedAt = IntStream.range(0, 200)
			.filter((i) -> this.brake.reserve("user-" + i, "192.0.2.1").isZero())
			.count();
		assertThat(lookedAt).isEqualTo(20);
		assertThat(IntStream.range(0, 200)
			.filter((i) -> this.brake.reserve("user-" + i, "2001:db8:0:1:%x::%x".formatted(i, i)).isZero())
			.count()).as("of one network").isEqualTo(20);
	}

	@Test
	void a_user_is_counted_at_whatever_addresses_but_not_where_the_user_was_in() {
		assertThat(this.brake.reserve("admin", "192.0.2.77")).isEqualTo(Duration.ZERO);
		this.brake.succeeded("admin", "192.0.2.77");
		long lookedAt = IntStream.range(0, 500)
			.filter((i) -> this.brake.reserve("admin", "10.0." + (i / 250) + "." + (i % 250)).isZero())
			.count();
		assertThat(lookedAt).isEqualTo(50);
		assertThat(this.brake.reserve("admin", "192.0.2.77")).isEqualTo(Duration.ZERO);
	}

	@Test
	void a_login_forgets_the_failures_before() {
		lookedAt(LoginBrake.FAILURES, "admin", "192.0.2.1");
		this.brake.succeeded("admin", "192.0.2.1");
		assertThat(lookedAt(60, "admin", "192.0.2.1")).isEqualTo(LoginBrake.FAILURES);
	}

	@Test
	void a_try_that_was_not_made_is_not_counted() {
		for (int i = 0; i < 100; i++) {
			assertThat(this.brake.reserve("admin", "192.0.2.1")).isEqualTo(Duration.ZERO);
			this.brake.takeBack("admin", "192.0.2.1");
		}
	}

	private int lookedAt(int tries, String user, String address) {
		return (int) IntStream.range(0, tries).filter((i) -> this.brake.reserve(user, address).isZero()).count();
	}

	private void later(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

}
