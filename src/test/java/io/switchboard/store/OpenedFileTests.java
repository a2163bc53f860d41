package io.switchboard.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.sql.Statement;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** SQLite's file is removed or replaced while it is open. */
class OpenedFileTests {

	@Test
	void nothing_is_written_to_a_file_that_was_removed_or_replaced_until_it_is_back(@TempDir Path folder)
			throws IOException, SQLException {
		Path file = folder.resolve("store.db");
		Path away = folder.resolve("away.db");
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl("jdbc:sqlite:%s?journal_mode=wal".formatted(file));
			Store store = Stores.sqlite(pool, () -> {
			});
			write(store, "create table a (b)");
			Files.move(file, away);
			refuses(store);
			Files.createFile(file);
			refuses(store);
			Files.move(away, file, StandardCopyOption.REPLACE_EXISTING);
			write(store, "insert into a values (1)");
		}
	}

	private static void refuses(Store store) {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> write(store, "insert into a values (2)"))
			.withMessageContaining("store.db was removed or replaced");
	}

	private static void write(Store store, String sql) throws SQLException {
		store.write((connection) -> {
			try (Statement statement = connection.createStatement()) {
				return statement.execute(sql);
			}
		});
	}

}
