package io.switchboard.store;

import java.sql.SQLException;

import javax.sql.DataSource;

/** Made up for tests. */
public final class Stores {

	private Stores() {
	}

	/** With SQLite, and something that happens right after each transaction. */
	public static Store sqlite(DataSource dataSource, Runnable wrote) {
		return new Store(dataSource, false) {
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

}
