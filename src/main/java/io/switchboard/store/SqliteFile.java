package io.switchboard.store;

import java.nio.file.Path;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

/** Which file a pool of connections to SQLite is for. */
final class SqliteFile {

	private static final String URL = "jdbc:sqlite:";

	private SqliteFile() {
	}

	/** Null for a database in memory. */
	static @Nullable Path of(String url) {
		String name = url.substring(URL.length()).replaceFirst("\\?.*", "").replaceFirst("^file:", "");
		return (name.isEmpty() || name.startsWith(":")) ? null : Path.of(name);
	}

	/** Whether both pools write to one file. */
	static boolean isSame(DataSource one, DataSource other) {
		Path file = file(one);
		return file != null && file.equals(file(other));
	}

	private static @Nullable Path file(DataSource pool) {
		String url = (pool instanceof HikariDataSource hikari) ? hikari.getJdbcUrl() : null;
		Path file = (url != null && url.startsWith(URL)) ? of(url) : null;
		return (file != null) ? file.toAbsolutePath().normalize() : null;
	}

}
