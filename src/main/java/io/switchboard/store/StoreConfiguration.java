package io.switchboard.store;

import java.util.Properties;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

	@Bean
	@ConfigurationProperties("spring.datasource.hikari")
	HikariDataSource dataSource(DataSourceProperties properties, DataDirectory data, @Value("${tls.ca:}") String ca) {
		boolean postgresql = isPostgresql(properties);
		HikariDataSource dataSource = properties.initializeDataSourceBuilder().type(SharedPool.class).build();
		if (postgresql) {
			// VoIPstudio sends some integers as strings: let the column decide, as SQLite
			// does
			dataSource.addDataSourceProperty("stringtype", "unspecified");
			// otherwise the server would keep plans for hours, although the tables grow;
			// Store.keptByServer is the exception
			dataSource.addDataSourceProperty("prepareThreshold", "0");
			// a silent network must not hold up a commit for ever
			dataSource.addDataSourceProperty("socketTimeout", "30");
			dataSource.addDataSourceProperty("tcpKeepAlive", "true");
			dataSource.setConnectionInitSql(Pooler.SESSION_SETTINGS);
			dataSource.setExceptionOverride(new LostServer(dataSource));
			// the server's details quote rows, and rows hold personal data
			dataSource.addDataSourceProperty("logServerErrorDetail", "false");
			// the driver does not ask Java whom to trust
			if (!ca.isBlank() && !properties.determineUrl().matches(".*[?&]ssl(rootcert|factory)=.*")) {
				dataSource.addDataSourceProperty("sslrootcert", ca.strip());
			}
		}
		else {
			data.claim();
			data.guard(properties.determineUrl());
			dataSource.addDataSourceProperty("journal_mode", "WAL");
			dataSource.addDataSourceProperty("synchronous", "FULL");
			dataSource.addDataSourceProperty("journal_size_limit", String.valueOf(WriteAheadLog.KEPT_BYTES));
			if (!properties.determineUrl().contains("busy_timeout=")) {
				dataSource.addDataSourceProperty("busy_timeout", "10000");
			}
			dataSource.setExceptionOverride(new EndedTransaction());
		}
		return dataSource;
	}

	@Bean
	Store store(HikariDataSource dataSource, DataSourceProperties properties) {
		return new Store(dataSource,
				isPostgresql(properties) ? new Postgresql(dataSource, Pooler.isBetween(dataSource)) : new Sqlite());
	}

	@Bean
	@ConditionalOnExpression("'${spring.datasource.url:}'.startsWith('jdbc:sqlite:')")
	WriteAheadLog writeAheadLog(Store store, HikariDataSource dataSource) {
		return new WriteAheadLog(store, dataSource.getJdbcUrl());
	}

	/**
	 * Refuses a database of a newer Switchboard, because this one does not know its
	 * tables.
	 */
	@Bean
	FlywayMigrationStrategy onlyKnownSchemas() {
		return (flyway) -> {
			for (MigrationInfo applied : flyway.info().applied()) {
				if (applied.getState().name().startsWith("FUTURE_")) {
					throw new UnusableStoreException(
							"The database was written by a newer Switchboard: its schema has version %s, which this one does not know"
								.formatted(applied.getVersion()),
							"Start that Switchboard or a newer one, or restore the backup from before it was started.");
				}
			}
			unhurried(flyway).migrate();
		};
	}

	/**
	 * Flyway holds its lock in an idle transaction while a migration runs. With the
	 * limits of our own connections the server ends that transaction after five seconds,
	 * and the driver a statement after half a minute.
	 */
	private static Flyway unhurried(Flyway flyway) {
		if (!(flyway.getConfiguration().getDataSource() instanceof HikariDataSource pool)
				|| !isPostgresql(pool.getJdbcUrl())) {
			return flyway;
		}
		Properties properties = new Properties();
		properties.putAll(pool.getDataSourceProperties());
		properties.remove("socketTimeout");
		DriverManagerDataSource unhurried = new DriverManagerDataSource(pool.getJdbcUrl(), properties);
		unhurried.setUsername(pool.getUsername());
		unhurried.setPassword(pool.getPassword());
		return Flyway.configure(flyway.getConfiguration().getClassLoader())
			.configuration(flyway.getConfiguration())
			.dataSource(unhurried)
			.load();
	}

	private static boolean isPostgresql(DataSourceProperties properties) {
		return isPostgresql(properties.determineUrl());
	}

	/** The driver does not take them there, and would print them. */
	static void withoutUser(String setting, String url) {
		if (url.matches("jdbc:postgresql://[^/?]*@.*")) {
			throw new UnusableStoreException(setting + ": PostgreSQL's driver takes no user before the host",
					"Set username and password beside url.");
		}
	}

	/** Fails where it is neither of the two. */
	static boolean isPostgresql(String url) {
		withoutUser("spring.datasource.url", url);
		if (url.startsWith("jdbc:postgresql:")) {
			return true;
		}
		if (url.startsWith("jdbc:sqlite:")) {
			return false;
		}
		throw new UnusableStoreException(
				"Switchboard stores in SQLite (jdbc:sqlite:…) or PostgreSQL (jdbc:postgresql:…), not in %s"
					.formatted(url.replaceAll("//[^/@]*@", "//…@").replaceAll("\\?.*", "")),
				"Set spring.datasource.url (SPRING_DATASOURCE_URL) to one of the two.");
	}

}
