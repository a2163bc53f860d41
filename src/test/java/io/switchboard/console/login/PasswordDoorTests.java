package io.switchboard.console.login;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.switchboard.Client;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Names and passwords, as the login page sends them. */
class PasswordDoorTests {

	private static final LoginSettings VERA = new LoginSettings(
			List.of(new LoginSettings.User("vera", Client.PASSWORD_HASH, List.of(LoginSettings.Role.VIEWER), "")),
			new LoginSettings.Oidc("roles", "", java.time.Duration.ofSeconds(10)));

	private final ExecutorService browsers = Executors.newCachedThreadPool();

	private PasswordDoor door = new PasswordDoor(new ConsoleUsers(VERA, null, new MockEnvironment()), new LoginBrake());

	@AfterEach
	void close() {
		this.door.close();
		this.browsers.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "\u0000", "\u0001", "\u000B", "\u001F", " ", "\r\n", "\u0085", "\u00A0", "\u3000", "\u200B" })
	void no_disguise_of_a_name_gets_around_the_brake(String disguise) {
		for (int i = 0; i < LoginBrake.FAILURES; i++) {
			assertThat(answer("vera", "guess", "192.0.2.1")).isEqualTo("BadCredentialsException");
		}
		for (String name : List.of("vera", "vera" + disguise, disguise + "vera", disguise + "vera" + disguise)) {
			assertThat(answer(name, "correct horse", "192.0.2.1")).isNotEqualTo("in");
		}
		assertThat(answer("vera", "correct horse", "192.0.2.2")).as("from elsewhere").isEqualTo("in");
	}

	@Test
	void of_tries_side_by_side_as_many_are_looked_at_as_one_after_the_other() throws Exception {
		List<String> answers = sideBySide(60, (i) -> () -> answer("vera", "guess " + i, "192.0.2.1"));
		assertThat(answers).filteredOn("BadCredentialsException"::equals).hasSizeLessThanOrEqualTo(LoginBrake.FAILURES);
		assertThat(answers).doesNotContain("in");
	}

	@Test
	void few_are_looked_at_side_by_side_and_beyond_a_short_queue_none_waits() throws Exception {
		CountDownLatch looking = new CountDownLatch(1);
		AtomicInteger atOnce = new AtomicInteger();
		this.door.close();
		this.door = new PasswordDoor(new ConsoleUsers(VERA, null, new MockEnvironment()) {
			@Override
			UserDetails loadUserByUsername(String name) {
				atOnce.incrementAndGet();
				try {
					looking.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				return super.loadUserByUsername(name);
			}
		}, new LoginBrake());
		List<Future<String>> all = new ArrayList<>();
		for (int i = 0; i < 200; i++) {
			String address = "10.0.0." + i;
			String user = "user-" + i;
			all.add(this.browsers.submit(() -> answer(user, "guess", address)));
		}
		await().until(() -> all.stream().filter(Future::isDone).count() >= 190);
		assertThat(atOnce.get()).isBetween(1, 2);
		looking.countDown();
		List<String> answers = new ArrayList<>();
		for (Future<String> each : all) {
			answers.add(each.get());
		}
		assertThat(answers).filteredOn("TooManyAtOnce"::equals).hasSizeGreaterThanOrEqualTo(190);
		assertThat(answer("vera", "correct horse", "192.0.2.1")).isEqualTo("in");
	}

	private List<String> sideBySide(int number, java.util.function.IntFunction<Callable<String>> tries)
			throws Exception {
		CountDownLatch all = new CountDownLatch(number);
		List<Future<String>> answers = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			Callable<String> each = tries.apply(i);
			answers.add(this.browsers.submit(() -> {
				all.countDown();
				all.await();
				return each.call();
			}));
		}
		List<String> told = new ArrayList<>();
		for (Future<String> answer : answers) {
			told.add(answer.get());
		}
		return told;
	}

	private String answer(String user, String password, String address) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/login");
		request.setParameter("username", user);
		request.setParameter("password", password);
		request.setRemoteAddr(address);
		try {
			new UsernamePasswordAuthenticationFilter(new ProviderManager(this.door)).attemptAuthentication(request,
					new MockHttpServletResponse());
			return "in";
		}
		catch (AuthenticationException ex) {
			return ex.getClass().getSimpleName();
		}
	}

}
