package io.switchboard;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.awaitility.Awaitility.await;

/**
 * The real PgBouncer in transaction mode, with fewer server connections than clients. Two
 * transactions seldom run in the same session.
 */
final class PgBouncer implements AutoCloseable {

	private static final int SESSIONS = 4;

	private final Process process;

	private final String url;

	PgBouncer(Path folder, String postgresql) throws IOException {
		URI server = URI.create(postgresql.substring("jdbc:".length()));
		int port = FreePort.next();
		Path users = Files.writeString(folder.resolve("users.txt"), "\"postgres\" \"\"\n");
		Path settings = Files.writeString(folder.resolve("pgbouncer.ini"), """
				[databases]
				* = host=127.0.0.1 port=%d
				[pgbouncer]
				listen_addr = 127.0.0.1
				listen_port = %d
				auth_type = trust
				auth_file = %s
				pool_mode = transaction
				default_pool_size = %d
				unix_socket_dir =
				""".formatted(server.getPort(), port, users, SESSIONS));
		List<String> command = new ArrayList<>(List.of("pgbouncer", settings.toString()));
		if ("root".equals(System.getProperty("user.name"))) {
			// PgBouncer refuses to run as root
			command.addAll(0, List.of("unshare", "-U"));
		}
		this.process = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(folder.resolve("pgbouncer.txt").toFile())
			.start();
		this.url = "jdbc:postgresql://127.0.0.1:%d%s?user=postgres".formatted(port, server.getPath());
		await().atMost(Duration.ofMinutes(3)).ignoreExceptions().until(() -> {
			new Socket("127.0.0.1", port).close();
			return true;
		});
	}

	/** Where to reach the database through it. */
	String url() {
		return this.url;
	}

	@Override
	public void close() throws InterruptedException {
		this.process.destroy();
		this.process.waitFor(5, TimeUnit.SECONDS);
	}

}
