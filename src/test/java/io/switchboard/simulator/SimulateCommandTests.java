package io.switchboard.simulator;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command {@code simulate}, against a real server whose certificate no authority
 * signed.
 */
class SimulateCommandTests {

	private static final WireMockServer SERVER = new WireMockServer(
			WireMockConfiguration.options().dynamicPort().dynamicHttpsPort());

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	@BeforeAll
	static void start() {
		SERVER.start();
	}

	@AfterAll
	static void stop() {
		SERVER.stop();
	}

	@BeforeEach
	void answersWell() {
		SERVER.resetAll();
		SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200).withBody("{\"status\":\"accepted\"}")));
	}

	@Test
	void a_scenario_is_posted_in_order_and_told_without_numbers() {
		assertThat(
				run("--simulate=queue-abandoned", "--target=http://localhost:" + SERVER.port() + "/hook", "--speed=0"))
			.isZero();
		SERVER.verify(3, postRequestedFor(urlPathEqualTo("/hook")));
		assertThat(this.out.toString()).contains("call.missed", "200 {\"status\":\"accepted\"}", "3 sent")
			.doesNotContain("447700900123");
	}

	@Test
	void a_certificate_that_nobody_vouches_for_is_accepted_only_on_request() {
		String target = "--target=https://localhost:" + SERVER.httpsPort() + "/hook";
		assertThat(run("--simulate=sms-received", target, "--speed=0")).isOne();
		SERVER.verify(0, postRequestedFor(urlPathEqualTo("/hook")));
		assertThat(run("--simulate=sms-received", target, "--speed=0", "--insecure")).isZero();
		SERVER.verify(1, postRequestedFor(urlPathEqualTo("/hook")));
	}

	@Test
	void a_bad_answer_is_told_and_ends_with_one() {
		SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
		assertThat(run("--simulate=sms-received", "--target=https://localhost:" + SERVER.httpsPort() + "/hook",
				"--insecure"))
			.isOne();
		assertThat(this.out.toString()).contains("503");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--target=http://example.org/hook", "--target=nonsense", "--faults=nonsense",
			"--colour=red", "--speed=fast", "speed=1" })
	void a_wrong_option_ends_with_two_and_says_why(String option) {
		assertThat(run("--simulate=sms-received", "--target=https://localhost:1/", option)).isEqualTo(2);
		assertThat(this.out.toString()).isNotBlank();
		SERVER.verify(0, postRequestedFor(anyUrl()));
	}

	@Test
	void without_a_scenario_it_lists_them() {
		assertThat(run("--simulate")).isZero();
		assertThat(this.out.toString()).contains("--target", "busy-hour", "Sixty calls");
	}

	private int run(String... args) {
		return SimulateCommand.run(args, new PrintStream(this.out));
	}

}
