package io.switchboard.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

import io.switchboard.inbox.EventReader;

import org.springframework.core.env.ConfigurableEnvironment;

/** Reads an event of the store, which a running Switchboard may use meanwhile. */
final class KeptEvent {

	private static final String SQLITE = "jdbc:sqlite:";

	private KeptEvent() {
	}

	/**
	 * As it came in.
	 * @throws UsageException if there is no such event, or no store
	 */
	static byte[] body(String id, ConfigurableEnvironment environment) {
		try (Connection connection = connection(environment)) {
			return EventReader.stored(connection, id)
				.orElseThrow(
						() -> new UsageException("the store has no event %s, and there is no such file".formatted(id)));
		}
		catch (SQLException ex) {
			throw new UsageException("the store cannot be read: " + ex.getMessage());
		}
	}

	/**
	 * To the store, to be read.
	 * @throws UsageException if there is no store
	 */
	static Connection connection(ConfigurableEnvironment environment) throws SQLException {
		String url = environment.getProperty("spring.datasource.url", "");
		if (url.isBlank()) {
			throw new UsageException("there is no store: spring.datasource.url is empty");
		}
		if (url.startsWith(SQLITE)
				&& !Files.exists(Path.of(url.substring(SQLITE.length()).replaceFirst("\\?.*", "")))) {
			throw new UsageException("there is no store %s".formatted(url.substring(SQLITE.length())));
		}
		return DriverManager.getConnection(url, login(url, environment));
	}

	private static Properties login(String url, ConfigurableEnvironment environment) {
		Properties login = new Properties();
		if (url.startsWith(SQLITE)) {
			// SQLITE_OPEN_READONLY
			login.setProperty("open_mode", "1");
			return login;
		}
		login.setProperty("user", environment.getProperty("spring.datasource.username", ""));
		login.setProperty("password", environment.getProperty("spring.datasource.password", ""));
		return login;
	}

}
