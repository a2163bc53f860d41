package io.switchboard;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.awaitility.Awaitility.await;

/** A real HAProxy, which balances requests over nodes and sends none twice. */
public final class Haproxy implements AutoCloseable {

	private final Process process;

	private final int port;

	private Haproxy(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * README's configuration, with other options for its checks, or none for HAProxy's
	 * defaults.
	 */
	public static Haproxy start(Path folder, int port, String checks, String readiness, List<Integer> nodes)
			throws IOException {
		StringBuilder servers = new StringBuilder();
		for (int i = 0; i < nodes.size(); i++) {
			servers.append("  server node%d 127.0.0.1:%d check%n".formatted(i + 1, nodes.get(i)));
		}
		Path file = Files.writeString(folder.resolve("haproxy.cfg"), """
				defaults
				  mode http
				  timeout connect 5s
				  timeout client 70s
				  timeout server 70s
				  retries 0
				frontend webhooks
				  bind 127.0.0.1:%d
				  default_backend switchboard
				backend switchboard
				  option forwardfor
				  option httpchk GET %s
				%s%s""".formatted(port, readiness, checks, servers));
		Process process = new ProcessBuilder("haproxy", "-db", "-f", file.toString()).redirectErrorStream(true)
			.redirectOutput(folder.resolve("haproxy.log").toFile())
			.start();
		await().atMost(Duration.ofMinutes(3))
			.failFast("haproxy ended", () -> !process.isAlive())
			.until(() -> isOpen(port));
		return new Haproxy(process, port);
	}

	public int port() {
		return this.port;
	}

	private static boolean isOpen(int port) {
		try (Socket socket = new Socket("127.0.0.1", port)) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
