package io.switchboard;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The database goes away under load and comes back; nobody restarts Switchboard. */
@Siege
@Order(2)
class StoreAwayLoadTests {

	private static final int SOME = Size.of(80, 500);

	private static final int REFUSALS = Size.of(20, 60);

	@TempDir
	Path folder;

	@Test
	void nothing_is_lost_while_postgresql_only_reads_or_is_stopped_or_killed_and_started_again() throws Exception {
		try (RestartablePostgresql database = new RestartablePostgresql(this.folder.resolve("postgresql"));
				WarmSwitchboard switchboard = launch("--spring.datasource.url=" + database.url(),
						"--spring.datasource.hikari.connection-timeout=250");
				Senders senders = Senders.start(switchboard)) {
			senders.awaitAccepted(SOME);
			database.readOnly();
			senders.awaitRefused(REFUSALS);
			database.writableForNewSessions();
			senders.awaitAccepted(SOME);
			database.stop();
			senders.awaitRefused(REFUSALS);
			assertThat(health(switchboard)).isEqualTo(503);
			database.start();
			senders.awaitAccepted(SOME);
			database.kill();
			senders.awaitRefused(REFUSALS);
			database.start();
			senders.awaitAccepted(SOME);
			assertNothingLost(switchboard, senders, new Ledger(database.url()));
		}
	}

	@Test
	void nothing_is_lost_while_the_disk_is_full() throws Exception {
		Path data = Files.createDirectory(this.folder.resolve("data"));
		mountSmallDisk(data);
		try (WarmSwitchboard switchboard = launch(); Senders senders = Senders.start(switchboard)) {
			for (int i = 0; i < 2; i++) {
				senders.awaitAccepted(SOME);
				fill(data.resolve("ballast"));
				senders.awaitRefused(REFUSALS);
				Files.delete(data.resolve("ballast"));
			}
			senders.awaitAccepted(SOME);
			assertNothingLost(switchboard, senders, Ledger.below(this.folder));
		}
		finally {
			run("umount", "--lazy", data.toString());
		}
	}

	@Test
	void nothing_is_lost_while_another_process_holds_the_lock_of_sqlite() throws Exception {
		Tools.assumeInstalled("sqlite3");
		Ledger ledger = Ledger.below(this.folder);
		Path file = this.folder.resolve("data/switchboard.db");
		String url = "jdbc:sqlite:" + file + "?busy_timeout=100";
		try (WarmSwitchboard switchboard = launch("--spring.datasource.url=" + url);
				Senders senders = Senders.start(switchboard)) {
			for (int i = 0; i < 2; i++) {
				senders.awaitAccepted(SOME);
				Process other = new ProcessBuilder("sqlite3", file.toString()).start();
				try (Writer statements = other.outputWriter()) {
					statements.write(".timeout 10000\nbegin immediate;\nselect 'locked';\n");
					statements.flush();
					assertThat(other.inputReader().readLine()).isEqualTo("locked");
					senders.awaitRefused(REFUSALS);
				}
				assertThat(other.waitFor()).isZero();
			}
			senders.awaitAccepted(SOME);
			assertNothingLost(switchboard, senders, ledger);
		}
	}

	private WarmSwitchboard launch(String... settings) {
		String[] all = Stream
			.concat(Arrays.stream(settings), Stream.of("--delivery.backoff=500ms", "--delivery.max-attempts=1000"))
			.toArray(String[]::new);
		return WarmSwitchboard.startFew(this.folder, all);
	}

	/** The request by which a load balancer checks a node. */
	private static int health(RunningSwitchboard switchboard) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest
				.newBuilder(URI.create("http://localhost:%d/actuator/health".formatted(switchboard.port())))
				.build(), HttpResponse.BodyHandlers.discarding())
			.statusCode();
	}

	private static void assertNothingLost(WarmSwitchboard switchboard, Senders senders, Ledger ledger)
			throws Exception {
		senders.stop();
		ledger.awaitDelivered();
		ledger.assertHasOnce(senders.accepted());
		assertThat(switchboard.isAlive()).isTrue();
		assertThat(switchboard.output()).doesNotContain(Senders.CALLER).doesNotContain("\tat ");
		assertThat(switchboard.output()
			.lines()
			.filter((line) -> line.contains(" ERROR ") && line.contains("the store does not answer")))
			.as("lines on outages, not on each answer")
			.hasSizeBetween(1, 6);
		assertThat(switchboard.output().lines().filter((line) -> line.contains(" WARN ")))
			.as("an outage is two lines, whoever notices it")
			.noneMatch((line) -> line.contains("Hikari") || line.contains("ealth"));
	}

	/** Skips the test without root; .ci/run does not accept that. */
	private static void mountSmallDisk(Path folder) throws Exception {
		assumeThat(run("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", folder.toString()))
			.as("the exit status of mount")
			.isZero();
	}

	/** Fills the disk to the last byte. */
	private static void fill(Path ballast) throws IOException {
		try (OutputStream bytes = Files.newOutputStream(ballast)) {
			for (int size = 1 << 20; size > 0; size /= 16) {
				fill(bytes, new byte[size]);
			}
		}
	}

	private static void fill(OutputStream bytes, byte[] block) {
		try {
			while (true) {
				bytes.write(block);
			}
		}
		catch (IOException ex) {
			// full
		}
	}

	private static int run(String... command) throws Exception {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
		}
		catch (IOException ex) {
			return -1;
		}
	}

}
