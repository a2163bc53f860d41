package io.switchboard.routes;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.zaxxer.hikari.HikariDataSource;
import io.switchboard.store.Store;
import io.switchboard.store.Stores;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.jdbc.JdbcEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Statements of routes and commits of the store at the same time, on one SQLite file
 * without a busy time-out.
 */
class StatementConnectionsTests {

	private static final String WRITE = "insert into written (who) values ('%s')";

	private static final int EACH = 60;

	@TempDir
	Path folder;

	@Test
	void routes_that_write_take_their_turn_and_those_that_read_do_not_wait() throws Exception {
		try (HikariDataSource pool = pool("switchboard.db");
				HikariDataSource beside = pool("./switchboard.db");
				DefaultCamelContext camel = new DefaultCamelContext()) {
			JdbcTemplate jdbc = new JdbcTemplate(pool);
			jdbc.execute("create table written (id integer primary key, who text)");
			Store store = Stores.of(pool);
			camel.getRegistry().bind("database-store", pool);
			camel.getRegistry().bind("database-beside", beside);
			camel.getCamelContextExtension().registerEndpointCallback((uri, endpoint) -> {
				((JdbcEndpoint) endpoint).setConnectionStrategy(new StatementConnections(store));
				return endpoint;
			});
			camel.start();
			ProducerTemplate template = camel.createProducerTemplate();
			List<Callable<Object>> writers = new ArrayList<>();
			for (String uri : List.of("jdbc:database-store", "jdbc:database-store?useHeadersAsParameters=true",
					"jdbc:database-beside")) {
				for (int i = 0; i < 2; i++) {
					writers.add(() -> template.requestBodyAndHeaders(uri, WRITE.formatted("route"), Map.of()));
				}
			}
			for (int i = 0; i < 4; i++) {
				writers.add(() -> store.write((connection) -> written(connection)));
			}
			run(writers);
			assertThat(jdbc.queryForObject("select count(*) from written where who = 'route'", Integer.class))
				.isEqualTo(6 * EACH);
			assertThat(jdbc.queryForObject("select count(*) from written where who = 'store'", Integer.class))
				.isEqualTo(4 * EACH);
			store.write((connection) -> {
				written(connection);
				for (String reads : List.of("select count(*) as n from written",
						"-- how many\nwith w as (select 1 as n) select n from w")) {
					assertThat(read(template, reads)).as(reads).contains("n=");
				}
				return null;
			});
		}
	}

	/** Reads on another thread than the one that writes. */
	private static String read(ProducerTemplate template, String sql) {
		return template
			.asyncRequestBodyAndHeaders("jdbc:database-store?useHeadersAsParameters=true", sql, Map.of(), String.class)
			.join();
	}

	private static int written(Connection connection) throws java.sql.SQLException {
		try (var statement = connection.createStatement()) {
			return statement.executeUpdate(WRITE.formatted("store"));
		}
	}

	private static void run(List<Callable<Object>> writers) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(writers.size());
		try {
			List<Future<Object>> ends = new ArrayList<>();
			for (Callable<Object> writer : writers) {
				ends.add(threads.submit(() -> {
					for (int i = 0; i < EACH; i++) {
						writer.call();
					}
					return null;
				}));
			}
			for (Future<Object> end : ends) {
				end.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	/** Fewer connections than threads. */
	private HikariDataSource pool(String file) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl("jdbc:sqlite:" + this.folder.resolve(file) + "?busy_timeout=0");
		pool.addDataSourceProperty("journal_mode", "WAL");
		pool.setMaximumPoolSize(3);
		return pool;
	}

}
