package io.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.awaitility.Awaitility.await;

/**
 * A real MariaDB for routes that write to a database beside the store. It starts once, in
 * a process of its own. {@code root} has no password.
 */
public final class MariaDb {

	/** Its folder is in memory, so it is small. */
	private static final String LOG_SIZE = "--innodb-log-file-size=8M";

	private static String server;

	private static int databases;

	private MariaDb() {
	}

	/** Skips the test where there is none. */
	public static void assumeInstalled() {
		Tools.assumeInstalled("mariadbd", "mariadb-install-db");
	}

	/** The URL of an empty database of its own; it has the user in it. */
	public static synchronized String newDatabase() {
		assumeInstalled();
		try {
			if (server == null) {
				server = start(FastFolders.create("mariadb"));
			}
			String name = "switchboard" + ++databases;
			try (Connection connection = DriverManager.getConnection(url("mysql"));
					Statement statement = connection.createStatement()) {
				statement.execute("create database " + name);
			}
			return url(name);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String url(String database) {
		return server + database + "?user=root";
	}

	private static String start(Path folder) throws IOException {
		Path data = folder.resolve("data");
		Path log = folder.resolve("log.txt");
		Process installation = process(log, "mariadb-install-db", data, "--auth-root-authentication-method=normal",
				"--skip-test-db");
		if (installation.onExit().join().exitValue() != 0) {
			throw new IOException(Files.readString(log));
		}
		int port = FreePort.next();
		Process process = process(log, "mariadbd", data, "--bind-address=127.0.0.1", "--port=" + port,
				"--socket=" + folder.resolve("socket"), "--character-set-server=utf8mb4");
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
		String url = "jdbc:mariadb://127.0.0.1:%d/".formatted(port);
		await().atMost(Duration.ofMinutes(3)).ignoreExceptions().until(() -> {
			DriverManager.getConnection(url + "mysql?user=root").close();
			return true;
		});
		return url;
	}

	private static Process process(Path log, String program, Path data, String... options) throws IOException {
		List<String> command = new ArrayList<>(List.of(program, "--no-defaults", "--datadir=" + data,
				"--user=" + System.getProperty("user.name"), LOG_SIZE));
		command.addAll(List.of(options));
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
			.start();
	}

}
