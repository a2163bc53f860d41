package io.switchboard.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class WriteAheadLogTests {

	private static final int ROW = 100_000;

	private static final int ROWS = 400;

	@TempDir
	Path folder;

	private String url;

	private HikariDataSource pool;

	private Store store;

	private WriteAheadLog log;

	@BeforeEach
	void open() throws SQLException {
		this.url = "jdbc:sqlite:" + this.folder.resolve("switchboard.db");
		this.pool = new StoreConfiguration().dataSource(Stores.properties(this.url), new DataDirectory(this.folder),
				"");
		this.pool.addDataSourceProperty("synchronous", "OFF");
		this.store = Stores.of(this.pool);
		this.log = new WriteAheadLog(this.store, this.pool.getJdbcUrl());
		write("create table written (bytes blob)");
	}

	@AfterEach
	void close() throws InterruptedException {
		this.log.destroy();
		this.pool.close();
	}

	@Test
	void the_log_is_short_again_after_a_long_reader_has_ended() throws SQLException {
		try (Connection reader = DriverManager.getConnection(this.url);
				Statement statement = reader.createStatement();
				ResultSet rows = statement.executeQuery("select count(*) from written")) {
			writeMuch();
			this.log.keepShort();
			assertThat(size()).isGreaterThan(WriteAheadLog.KEPT_BYTES).isEqualTo(this.log.bytes());
			assertThat(this.log.health().getDetails()).containsEntry("held_by_reader", true)
				.containsEntry("bytes", size());
			assertThat(rows.next()).isTrue();
		}
		this.log.keepShort();
		assertThat(size()).isLessThanOrEqualTo(WriteAheadLog.KEPT_BYTES);
		assertThat(this.log.health().getDetails()).containsEntry("held_by_reader", false);
	}

	/**
	 * Somebody reads at every moment: each reader begins before the one before it ends.
	 */
	@Test
	void the_log_is_short_again_though_somebody_always_reads() throws SQLException {
		try (Connection first = DriverManager.getConnection(this.url);
				Connection second = DriverManager.getConnection(this.url)) {
			first.setAutoCommit(false);
			second.setAutoCommit(false);
			read(first);
			for (int i = 0; i < 2; i++) {
				writeMuch();
				read(second);
				first.rollback();
				writeMuch();
				read(first);
				second.rollback();
				this.log.keepShort();
				// at the last commit, which blocks nobody
				read(second);
				first.rollback();
				this.log.keepShort();
				read(first);
				second.rollback();
			}
			assertThat(size()).isLessThan(2L * ROWS * ROW);
		}
	}

	/** SQLite's own way, where nobody is in the way. */
	@Test
	void a_log_that_was_long_once_does_not_stay_so() throws SQLException {
		try (Connection reader = DriverManager.getConnection(this.url);
				Statement statement = reader.createStatement();
				ResultSet rows = statement.executeQuery("select count(*) from written")) {
			writeMuch();
			assertThat(rows.next()).isTrue();
		}
		for (int i = 0; i < 3; i++) {
			write("insert into written values (zeroblob(%d))".formatted(1000 * 5000));
		}
		assertThat(size()).isLessThanOrEqualTo(WriteAheadLog.KEPT_BYTES);
	}

	private static void read(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("select count(*) from written")) {
			row.next();
		}
	}

	private void writeMuch() throws SQLException {
		for (int i = 0; i < ROWS; i += 20) {
			write("insert into written select zeroblob(%d) from json_each('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]')"
				.formatted(ROW));
		}
		write("delete from written");
	}

	private void write(String sql) throws SQLException {
		this.store.write((connection) -> {
			try (Statement statement = connection.createStatement()) {
				return statement.execute(sql);
			}
		});
	}

	private long size() {
		try {
			return Files.size(this.folder.resolve("switchboard.db-wal"));
		}
		catch (java.io.IOException ex) {
			return 0;
		}
	}

}
