package io.switchboard.store;

import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;

/** Stores for tests. */
public final class Stores {

	private Stores() {
	}

	/** A store on SQLite with a callback right after each transaction. */
	public static Store sqlite(DataSource dataSource, Runnable wrote) {
		return new Store(dataSource, new Sqlite()) {
			@Override
			public <T> T write(Work<T> work) throws SQLException {
				try {
					return super.write(work);
				}
				finally {
					wrote.run();
				}
			}
		};
	}

	/** A pool as the application has it, on PostgreSQL. */
	public static HikariDataSource postgresql(String url) {
		return new StoreConfiguration().dataSource(properties(url), null, "");
	}

	/** The store as the application has it. */
	public static Store of(HikariDataSource dataSource) {
		return new StoreConfiguration().store(dataSource, properties(dataSource.getJdbcUrl()));
	}

	static DataSourceProperties properties(String url) {
		DataSourceProperties properties = new DataSourceProperties();
		properties.setUrl(url);
		return properties;
	}

}
