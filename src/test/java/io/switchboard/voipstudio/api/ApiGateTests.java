package io.switchboard.voipstudio.api;

import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** The conditions under which no request is sent. */
class ApiGateTests {

	private static final ApiRequest RECORDS = request("GET", "cdrs");

	private static final ApiRequest TRANSFER = request("PATCH", "calls/5");

	@Test
	void what_is_left_of_the_budget_is_for_live_calls() throws Exception {
		ApiGate gate = gate("5/h", 2, 0, Duration.ofMinutes(1));
		for (int i = 0; i < 3; i++) {
			gate.enter(RECORDS);
		}
		ApiFailure spent = refused(gate, RECORDS);
		assertThat(spent).hasMessageContaining("API budget of 5/h used up; the rest is reserved for live calls");
		assertThat(spent.getStatusCode()).isEqualTo(429);
		assertThat(spent.retryAfter()).isBetween(Duration.ofMinutes(11), Duration.ofMinutes(12));
		gate.enter(TRANSFER);
		gate.enter(TRANSFER);
		assertThat(refused(gate, TRANSFER)).hasMessageContaining("API budget of 5/h used up (");
	}

	@Test
	void an_api_that_fails_again_and_again_is_not_asked_for_a_while() throws Exception {
		ApiGate gate = gate("", 0, 2, Duration.ofMinutes(3));
		for (int i = 0; i < 2; i++) {
			gate.enter(RECORDS);
			gate.failed(new ConnectException("refused"));
		}
		ApiFailure open = refused(gate, TRANSFER);
		assertThat(open).hasMessageContaining("circuit breaker");
		assertThat(open.getStatusCode()).isEqualTo(503);
		assertThat(open.retryAfter()).isEqualTo(Duration.ofMinutes(3));
	}

	@Test
	void an_answer_in_between_keeps_the_breaker_closed() throws Exception {
		ApiGate gate = gate("", 0, 2, Duration.ofMinutes(3));
		for (int i = 0; i < 4; i++) {
			gate.enter(RECORDS);
			gate.failed(new ConnectException("refused"));
			gate.enter(RECORDS);
			gate.answered();
		}
		assertThatCode(() -> gate.enter(RECORDS)).doesNotThrowAnyException();
	}

	@Test
	void after_the_while_one_request_finds_out() throws Exception {
		ApiGate gate = gate("", 0, 1, Duration.ofMillis(1));
		gate.enter(RECORDS);
		gate.failed(new ConnectException("refused"));
		await().ignoreException(ApiFailure.class).until(() -> {
			gate.enter(RECORDS);
			return true;
		});
		assertThat(refused(gate, RECORDS)).hasMessageContaining("circuit breaker");
		gate.answered();
		assertThatCode(() -> gate.enter(RECORDS)).doesNotThrowAnyException();
	}

	@Test
	void without_a_key_nothing_is_asked() {
		assertThat(
				refused(new ApiGate(settings("", "", 0, 0, Duration.ofMinutes(1)), new SimpleMeterRegistry()), RECORDS))
			.hasMessageContaining("VOIPSTUDIO_API_TOKEN");
	}

	private static ApiFailure refused(ApiGate gate, ApiRequest request) {
		return catchThrowableOfType(ApiFailure.class, () -> gate.enter(request));
	}

	private static ApiGate gate(String budget, long reserve, int breakerFailures, Duration pause) {
		return new ApiGate(settings("key", budget, reserve, breakerFailures, pause), new SimpleMeterRegistry());
	}

	private static ApiSettings settings(String token, String budget, long reserve, int breakerFailures,
			Duration pause) {
		Duration second = Duration.ofSeconds(1);
		return new ApiSettings("https://api.example.org", token, "=", second, second, 1, DataSize.ofMegabytes(1),
				DataSize.ofMegabytes(1), 0, budget, reserve, breakerFailures, pause, second, second, second);
	}

	private static ApiRequest request(String method, String path) {
		return new ApiRequest(method, path, Map.of(), Map.of(), Map.of(), ApiRequest.Answer.ONE, null, false, path,
				null, false, "", null);
	}

}
