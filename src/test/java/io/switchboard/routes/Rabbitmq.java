package io.switchboard.routes;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import io.switchboard.FreePort;
import io.switchboard.Tools;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * A real RabbitMQ with its plugin for AMQP 1.0, in a process of its own. It has the queue
 * {@code calls}, the queue {@code full} that refuses a second message, the exchange
 * {@code events} whose key {@code ended} leads to {@code calls}, and a user who may only
 * read.
 */
final class Rabbitmq implements AutoCloseable {

	static final String READER = "reader";

	private static final Path SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

	private static final String DEFINITIONS = """
			{"users": [{"name": "%1$s", "password_hash": "%3$s", "tags": ""}, {"name": "%2$s", "password_hash": "%3$s", "tags": ""}],
			 "vhosts": [{"name": "/"}],
			 "permissions": [{"user": "%1$s", "vhost": "/", "configure": ".*", "write": ".*", "read": ".*"},
			  {"user": "%2$s", "vhost": "/", "configure": "", "write": "", "read": ".*"}],
			 "queues": [{"name": "calls", "vhost": "/", "durable": true, "auto_delete": false, "arguments": {}},
			  {"name": "full", "vhost": "/", "durable": true, "auto_delete": false,
			   "arguments": {"x-max-length": 1, "x-overflow": "reject-publish"}}],
			 "exchanges": [{"name": "events", "vhost": "/", "type": "topic", "durable": true, "auto_delete": false, "internal": false, "arguments": {}}],
			 "bindings": [{"source": "events", "vhost": "/", "destination": "calls", "destination_type": "queue", "routing_key": "ended", "arguments": {}}]}
			""";

	private final Path folder;

	private final int port = FreePort.next();

	/** The port by which nodes find each other. */
	private final int names = FreePort.next();

	private Process process;

	/** Writes its settings; skips the test where there is no RabbitMQ. */
	Rabbitmq(Path folder) throws IOException {
		Tools.assumeInstalled("epmd");
		assumeThat(SERVER).as("rabbitmq-server is not installed").isExecutable();
		this.folder = Files.createDirectories(folder);
		Files.writeString(folder.resolve("enabled_plugins"), "[rabbitmq_amqp1_0].");
		Files.writeString(folder.resolve("definitions.json"),
				DEFINITIONS.formatted(Brokers.USER, READER, hash(Brokers.PASSWORD)));
		Files.writeString(folder.resolve("rabbitmq.conf"), """
				listeners.tcp.local = 127.0.0.1:%d
				load_definitions = %s
				max_message_size = 150000
				""".formatted(this.port, folder.resolve("definitions.json")));
	}

	int port() {
		return this.port;
	}

	/** Waits until it accepts connections. */
	void start() throws IOException {
		File log = this.folder.resolve("started.log").toFile();
		ProcessBuilder server = new ProcessBuilder(SERVER.toString()).redirectErrorStream(true).redirectOutput(log);
		server.environment()
			.putAll(Map.ofEntries(Map.entry("HOME", this.folder.toString()),
					Map.entry("RABBITMQ_NODENAME", "switchboard%d@localhost".formatted(this.port)),
					Map.entry("RABBITMQ_NODE_PORT", "" + this.port), Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
					Map.entry("RABBITMQ_DIST_PORT", "" + FreePort.next()),
					Map.entry("RABBITMQ_MNESIA_BASE", this.folder.resolve("mnesia").toString()),
					Map.entry("RABBITMQ_LOG_BASE", this.folder.resolve("log").toString()),
					Map.entry("RABBITMQ_CONFIG_FILE", this.folder.resolve("rabbitmq.conf").toString()),
					Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", this.folder.resolve("enabled_plugins").toString()),
					Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-noinput +S 2:2"),
					// without a shell between it and us, that would ask it to end by
					// another node
					Map.entry("RABBITMQ_ALLOW_INPUT", "true"), Map.entry("ERL_EPMD_PORT", "" + this.names),
					Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1")));
		this.process = server.start();
		await().atMost(Duration.ofMinutes(3))
			.until(() -> Files.readString(log.toPath()).contains("completed with") || !this.process.isAlive());
		if (!this.process.isAlive()) {
			throw new IOException(Files.readString(log.toPath()));
		}
	}

	/** It ends at once, as by a power cut. */
	void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	@Override
	public void close() throws IOException {
		if (this.process != null) {
			kill();
			ProcessBuilder end = new ProcessBuilder("epmd", "-port", "" + this.names, "-kill");
			end.redirectErrorStream(true)
				.redirectOutput(this.folder.resolve("names.log").toFile())
				.start()
				.onExit()
				.join();
		}
	}

	private static String hash(String password) {
		try {
			byte[] salt = { 1, 2, 3, 4 };
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(salt);
			byte[] hash = digest.digest(password.getBytes(StandardCharsets.UTF_8));
			byte[] both = new byte[salt.length + hash.length];
			System.arraycopy(salt, 0, both, 0, salt.length);
			System.arraycopy(hash, 0, both, salt.length, hash.length);
			return Base64.getEncoder().encodeToString(both);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
