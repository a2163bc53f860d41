package io.switchboard.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.switchboard.Client;
import io.switchboard.SwitchboardTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** A command that asks the Switchboard that runs. */
@SwitchboardTest
class AskedSwitchboardTests {

	@Autowired
	Client client;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private int run(String... words) {
		return CommandLine.run(List.of(words), new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8));
	}

	@Test
	void a_dry_run_of_no_folder_compares_the_one_on_disk_with_what_runs() {
		int code = run("dry-run", "--since=1h", "--server.port=" + this.client.port(), "--api.token=" + Client.TOKEN);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).isEmpty();
		assertThat(code).isZero();
		assertThat(this.out.toString(StandardCharsets.UTF_8))
			.contains(" events since ", "No file differs.\nNothing would be different.\n")
			.doesNotContain("compared with itself");
	}

	@Test
	void a_wrong_token_is_told() {
		assertThat(run("dry-run", "--server.port=" + this.client.port(), "--api.token=wrong")).isEqualTo(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("/api/dry-run answers 401");
	}

}
