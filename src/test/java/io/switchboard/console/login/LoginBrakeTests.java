package io.switchboard.console.login;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

class LoginBrakeTests {

	private final AtomicLong now = new AtomicLong();

	private final LoginBrake brake = new LoginBrake(this.now::get);

	@Test
	void after_some_failures_of_a_user_from_an_address_both_together_wait() {
		for (int i = 0; i < LoginBrake.FAILURES; i++) {
			assertThat(this.brake.holds(from("admin", "192.0.2.1"))).isFalse();
			this.brake.failed(from("admin", "192.0.2.1"));
		}
		assertThat(this.brake.holds(from("admin", "192.0.2.1"))).isTrue();
		assertThat(this.brake.holds(from("admin", "192.0.2.2"))).isFalse();
		assertThat(this.brake.holds(from("other", "192.0.2.1"))).isFalse();
		this.now.addAndGet(LoginBrake.WHILE.toNanos() + 1);
		assertThat(this.brake.holds(from("admin", "192.0.2.1"))).isFalse();
	}

	@Test
	void a_login_forgets_the_failures_before() {
		for (int i = 0; i < LoginBrake.FAILURES; i++) {
			this.brake.failed(from("admin", "192.0.2.1"));
		}
		this.brake.succeeded(from("admin", "192.0.2.1"));
		assertThat(this.brake.holds(from("admin", "192.0.2.1"))).isFalse();
	}

	private static MockHttpServletRequest from(String user, String address) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setParameter("username", user);
		request.setRemoteAddr(address);
		return request;
	}

}
