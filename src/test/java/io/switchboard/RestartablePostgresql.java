package io.switchboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL that is stopped, killed and started again, with its data and its port; set
 * to lose its last seconds in a crash, unless a session asks for better.
 */
final class RestartablePostgresql implements AutoCloseable {

	private final Path data;

	private final int port;

	private EmbeddedPostgres server;

	RestartablePostgresql(Path data) throws IOException {
		this.data = data;
		this.port = FreePort.next();
		start();
	}

	void start() throws IOException {
		this.server = EmbeddedPostgres.builder()
			.setDataDirectory(this.data)
			.setPort(this.port)
			.setCleanDataDirectory(false)
			.setServerConfig("synchronous_commit", "off")
			.setServerConfig("wal_writer_delay", "10s")
			.start();
	}

	/**
	 * Whoever is connected may only read from now on, and so may those who come: a
	 * failover to a server that is none to write to yet.
	 */
	void readOnly() throws SQLException {
		execute("alter system set default_transaction_read_only = on", "select pg_reload_conf()");
	}

	/** Whoever comes may write; those who are connected still may not. */
	void writableForNewSessions() throws SQLException {
		execute("alter role postgres set default_transaction_read_only = off");
	}

	private void execute(String... statements) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url());
				Statement statement = connection.createStatement()) {
			statement.execute("set default_transaction_read_only = off");
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	String url() {
		return this.server.getJdbcUrl("postgres", "postgres");
	}

	void stop() throws IOException {
		this.server.close();
	}

	/** SIGKILL to all of its processes: what it had not written is gone. */
	void kill() throws IOException {
		long pid = Long.parseLong(Files.readAllLines(this.data.resolve("postmaster.pid")).get(0));
		ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
		List<ProcessHandle> all = Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
		all.forEach(ProcessHandle::destroyForcibly);
		all.forEach((process) -> process.onExit().join());
		stop();
	}

	@Override
	public void close() throws IOException {
		stop();
	}

}
