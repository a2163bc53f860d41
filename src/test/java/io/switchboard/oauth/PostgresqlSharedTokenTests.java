package io.switchboard.oauth;

import java.nio.file.Path;

import com.zaxxer.hikari.HikariDataSource;
import io.switchboard.PostgresqlDatabase;
import io.switchboard.store.Store;
import io.switchboard.store.Stores;

/** {@link SharedTokenTests} with nodes that share a PostgreSQL. */
class PostgresqlSharedTokenTests extends SharedTokenTests {

	@Override
	String url(Path folder) {
		return PostgresqlDatabase.newDatabase();
	}

	@Override
	String vendor() {
		return "postgresql";
	}

	@Override
	Store store(HikariDataSource pool) {
		return Stores.of(pool);
	}

	@Override
	HikariDataSource pool(String url) {
		return Stores.postgresql(url);
	}

}
