package io.switchboard.console.login;

import java.io.BufferedReader;
import java.io.IOException;

import io.switchboard.CapturesOutput;
import io.switchboard.Client;
import io.switchboard.SwitchboardTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/** An open page receives updates for longer than its session lasts. */
@SwitchboardTest
@CapturesOutput
@Isolated("others would complain in between")
@Order(Integer.MAX_VALUE)
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
