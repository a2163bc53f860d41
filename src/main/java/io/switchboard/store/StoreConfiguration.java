package io.switchboard.store;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

	@Bean
	@ConfigurationProperties("spring.datasource.hikari")
	HikariDataSource dataSource(DataSourceProperties properties, DataDirectory data) {
		boolean postgresql = isPostgresql(properties);
		HikariDataSource dataSource = properties.initializeDataSourceBuilder().type(HikariDataSource.class).build();
		if (postgresql) {
			// VoIPstudio sends some integers as strings: let the column decide, as SQLite
			// does
			dataSource.addDataSourceProperty("stringtype", "unspecified");
			// a plan for what the tables held once would be kept for hours, but for those
			// of Store.keptByServer
			dataSource.addDataSourceProperty("prepareThreshold", "0");
			// a network that goes silent must not hold the commit for ever
			dataSource.addDataSourceProperty("socketTimeout", "30");
			dataSource.addDataSourceProperty("tcpKeepAlive", "true");
			// a node that freezes in the middle of a commit must not hold up the others;
			// a server that is set to lose its last commits in a crash must not lose ours
			dataSource.setConnectionInitSql("select set_config('idle_in_transaction_session_timeout', '5s', false),"
					+ " case current_setting('synchronous_commit') when 'off' then set_config('synchronous_commit', 'on', false) end");
			// the server's details quote rows, and rows hold personal data
			dataSource.addDataSourceProperty("logServerErrorDetail", "false");
		}
		else {
			data.claim();
			dataSource.addDataSourceProperty("journal_mode", "WAL");
			dataSource.addDataSourceProperty("synchronous", "FULL");
			if (!properties.determineUrl().contains("busy_timeout=")) {
				dataSource.addDataSourceProperty("busy_timeout", "10000");
			}
			dataSource.setExceptionOverride(new EndedTransaction());
		}
		return dataSource;
	}

	@Bean
	Store store(HikariDataSource dataSource, DataSourceProperties properties) {
		return new Store(dataSource, isPostgresql(properties));
	}

	private static boolean isPostgresql(DataSourceProperties properties) {
		String url = properties.determineUrl();
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
