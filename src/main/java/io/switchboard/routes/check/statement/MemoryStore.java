package io.switchboard.routes.check.statement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import io.switchboard.routes.check.spare.Surroundings;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** The product's tables in memory, to try statements on. */
public final class MemoryStore implements Surroundings.Store {

	private static final Pattern TRIGGER = Pattern.compile("(?is)\\bcreate trigger\\b.*?\\bend;");

	private final AtomicReference<@Nullable CompletableFuture<@Nullable Connection>> prepared = new AtomicReference<>();

	/** Makes the first one in the background. */
	public void prepare() {
		this.prepared.set(CompletableFuture.supplyAsync(() -> {
			try {
				return made();
			}
			catch (SQLException ex) {
				// the caller that needs it gets the failure
				return null;
			}
		}));
	}

	@Override
	public Connection connection() throws SQLException {
		CompletableFuture<@Nullable Connection> first = this.prepared.getAndSet(null);
		Connection connection = (first != null) ? first.join() : null;
		return (connection != null) ? connection : made();
	}

	private static Connection made() throws SQLException {
		Properties settings = new Properties();
		// no statement of a folder reaches a file of this machine
		settings.setProperty("limit_attached", "0");
		Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:", settings);
		try (Statement statement = connection.createStatement()) {
			statement.execute("pragma foreign_keys = off");
			for (Resource script : scripts()) {
				// a trigger has several statements in one, and no statement here writes
				String text = TRIGGER.matcher(script.getContentAsString(StandardCharsets.UTF_8)).replaceAll("");
				ScriptUtils.executeSqlScript(connection, new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)));
			}
			return connection;
		}
		catch (IOException ex) {
			connection.close();
			throw new UncheckedIOException(ex);
		}
	}

	private static List<Resource> scripts() throws IOException {
		return Arrays
			.stream(new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/sqlite/V*.sql"))
			.sorted(Comparator.comparingInt(MemoryStore::version))
			.toList();
	}

	private static int version(Resource script) {
		return Integer.parseInt(String.valueOf(script.getFilename()).replaceFirst("^V(\\d+)__.*", "$1"));
	}

	@Override
	public boolean isStandIn() {
		return true;
	}

}
