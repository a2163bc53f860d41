package io.switchboard.routes.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** The product's tables in memory, to try statements on. */
final class MemoryStore implements Surroundings.Store {

	@Override
	public Connection connection() throws SQLException {
		Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
		try (Statement statement = connection.createStatement()) {
			statement.execute("pragma foreign_keys = off");
			for (Resource script : scripts()) {
				ScriptUtils.executeSqlScript(connection, new EncodedResource(script, "UTF-8"));
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
