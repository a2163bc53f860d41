package io.switchboard.delivery.queue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.switchboard.delivery.table.DeliveryTable;
import io.switchboard.FastFolders;
import io.switchboard.inbox.EventTable;
import io.switchboard.inbox.StoredEvents;
import io.switchboard.store.Store;
import io.switchboard.store.Stores;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A real SQLite file. At every read and every commit other threads may come in between.
 * It is empty at first.
 */
final class Database {

	private static final HikariDataSource FILE = open();

	/** Reads without an interruption. */
	final JdbcTemplate jdbc = new JdbcTemplate(FILE);

	final Store store;

	final EventTable events;

	final DeliveryTable deliveries;

	private final World world;

	/** Lets the next commit fail: with an SQLException or an Error. */
	@Nullable Throwable refusal;

	/** Lets the next commit of the inbox succeed and loses its answer. */
	boolean losesAnswer;

	/** The next read fails. */
	boolean refusesRead;

	Database(World world) {
		this.world = world;
		this.store = Stores.sqlite(new Writes(), world::wrote);
		this.events = StoredEvents.table(this.store);
		this.deliveries = new DeliveryTable(this.store, this.events, new Reads());
		List.of("event", "delivery", "attempt").forEach((table) -> this.jdbc.update("delete from " + table));
		this.jdbc.update("delete from sqlite_sequence");
	}

	private static HikariDataSource open() {
		HikariDataSource file = new HikariDataSource();
		file.setJdbcUrl("jdbc:sqlite:" + FastFolders.create("deliveries").resolve("test.db"));
		file.setMaximumPoolSize(8);
		file.addDataSourceProperty("journal_mode", "WAL");
		// only processes are killed here, no machines
		file.addDataSourceProperty("synchronous", "OFF");
		Flyway.configure().dataSource(file).locations("classpath:db/migration/sqlite").load().migrate();
		return file;
	}

	/** Several nodes share a PostgreSQL, which does not take ids back in a rollback. */
	void neverUseIdsAgain() {
		this.jdbc.update("update sqlite_sequence set seq = seq + 10 where name = 'delivery'");
	}

	/** For the store. */
	private final class Writes extends DelegatingDataSource {

		private Writes() {
			super(FILE);
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = FILE.getConnection();
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						try {
							if (method.getName().equals("commit")) {
								commit(connection);
								return null;
							}
							return method.invoke(connection, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getTargetException();
						}
					});
		}

		private void commit(Connection connection) throws SQLException {
			Runnable committed = Database.this.world.writes();
			Throwable refusal = Database.this.refusal;
			Database.this.refusal = null;
			if (refusal instanceof Error error) {
				throw error;
			}
			if (refusal instanceof SQLException refused) {
				throw refused;
			}
			connection.commit();
			committed.run();
			if (Database.this.losesAnswer && Database.this.world.isFiling()) {
				Database.this.losesAnswer = false;
				throw new SQLException("the connection is lost", "08006");
			}
		}

	}

	/** For refills. */
	private final class Reads extends JdbcTemplate {

		private Reads() {
			super(FILE);
		}

		@Override
		public <T> List<T> query(String query, RowMapper<T> mapper, Object... arguments) {
			if (!query.contains("e.*")) {
				return super.query(query, mapper, arguments);
			}
			Database.this.world.looks((String) arguments[2]);
			Turn.pause();
			if (Database.this.refusesRead) {
				Database.this.refusesRead = false;
				Database.this.world.looksInVain();
				throw new DataAccessResourceFailureException("the store is away");
			}
			List<T> read = super.query(query, mapper, arguments);
			Turn.pause();
			return read;
		}

		@Override
		public void query(String query, RowCallbackHandler rows, Object... arguments) {
			super.query(query, rows, arguments);
			Turn.pause();
		}

		@Override
		public <T> List<T> queryForList(String query, Class<T> type, Object... arguments) {
			List<T> read = super.queryForList(query, type, arguments);
			Turn.pause();
			return read;
		}

	}

}
