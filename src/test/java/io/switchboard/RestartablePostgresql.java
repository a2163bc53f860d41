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
 * A PostgreSQL that can be stopped, killed and started again with its data and port. A
 * crash loses its last seconds, unless a session asks for durable commits.
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
	 * Makes all sessions read-only, open ones and new ones: a failover to a server that
	 * cannot be written to yet.
	 */
	void readOnly() throws SQLException {
		execute("alter system set default_transaction_read_only = on", "select pg_reload_conf()");
	}

	/** New sessions may write; open sessions stay read-only. */
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

	/** Kills all of its processes: what was not written is lost. */
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
