package io.switchboard.console.login;

import java.io.BufferedReader;
import java.io.IOException;

import io.switchboard.Client;
import io.switchboard.SwitchboardTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.SmartLifecycle;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** An open page listens for longer than its session lasts. */
@SwitchboardTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = { "console.users[0].name=vera", "console.users[0].roles=viewer",
		"console.users[0].password=" + PagesSecurityTests.HASH, "console.users[1].name=otto",
		"console.users[1].roles=operator", "console.users[1].password=" + PagesSecurityTests.HASH })
class ListeningTests {

	@Autowired
	Client client;

	@Autowired
	@Qualifier("liveStream")
	SmartLifecycle stream;

	@AfterEach
	void others_may_listen_again() {
		this.stream.start();
	}

	@Test
	void a_stream_whose_session_has_ended_ends_without_a_complaint(CapturedOutput output) throws IOException {
		Visitor vera = new Visitor(this.client.port());
		vera.logIn("vera", "correct horse", "/");
		try (BufferedReader lines = vera.listen("/live")) {
			assertThat(lines.readLine()).isEqualTo("event:tick");
			assertThat(vera.post("/logout", "").statusCode()).isEqualTo(302);
			assertThat(vera.get("/live").statusCode()).isEqualTo(401);
			endsWell(lines, output);
		}
	}

	@Test
	void a_program_that_listens_with_the_token_has_no_session_and_is_let_go_as_well(CapturedOutput output)
			throws IOException {
		try (BufferedReader lines = new Visitor(this.client.port()).listen("/live", "Authorization",
				"Bearer " + Client.TOKEN)) {
			assertThat(lines.readLine()).isEqualTo("event:tick");
			endsWell(lines, output);
		}
	}

	private void endsWell(BufferedReader lines, CapturedOutput output) {
		this.stream.stop();
		assertThat(lines.lines()).as("up to its end").doesNotContain("event:error");
		assertThat(output).doesNotContain("ERROR").doesNotContain("\tat ");
	}

}
