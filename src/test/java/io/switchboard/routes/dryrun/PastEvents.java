package io.switchboard.routes.dryrun;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/** A store with past events, and settings, without a Switchboard. */
public final class PastEvents {

	private PastEvents() {
	}

	/** Stores the events of all samples repeatedly, each with an id of its own. */
	public static String store(Path file, int number) throws SQLException, IOException {
		String url = "jdbc:sqlite:" + file;
		Flyway.configure().dataSource(url, null, null).locations("classpath:db/migration/sqlite").load().migrate();
		List<String> samples = samples();
		try (Connection connection = DriverManager.getConnection(url);
				PreparedStatement insert = connection.prepareStatement(
						"insert into event (id, context_kind, received_at, status, body) values (?, 'queue', ?, 'accepted', ?)")) {
			connection.setAutoCommit(false);
			for (int i = 0; i < number; i++) {
				String sample = samples.get(i % samples.size());
				String id = "past." + i;
				insert.setString(1, id);
				insert.setString(2, Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS).toString());
				insert.setBytes(3, sample.replaceFirst("\"id\": *\"[^\"]*\"", "\"id\": \"" + id + "\"")
					.getBytes(StandardCharsets.UTF_8));
				insert.addBatch();
			}
			insert.executeBatch();
			connection.commit();
		}
		return url;
	}

	/** Stores each sample once. */
	public static List<String> samples() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("routes/samples"))) {
			return files.filter((file) -> file.toString().endsWith(".json")).sorted().map((file) -> {
				try {
					return Files.readString(file);
				}
				catch (IOException ex) {
					throw new java.io.UncheckedIOException(ex);
				}
			}).toList();
		}
	}

	/** The settings of a start in this folder, and these. */
	static ConfigurableEnvironment settings(Map<String, String> more) {
		StandardEnvironment environment = new StandardEnvironment();
		TestPropertyValues.of(more).applyTo(environment);
		ConfigDataEnvironmentPostProcessor.applyTo(environment);
		return environment;
	}

}
