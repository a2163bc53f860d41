package io.switchboard.routes.tables;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** Which kind of database somebody is connected to. */
final class Kind {

	private Kind() {
	}

	/** {@code sqlite}, {@code postgresql}, or another one's name. */
	static String of(Connection connection) throws SQLException {
		return connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
	}

	/** Whether {@code tables/} can be used with it. */
	static boolean isKnown(String kind) {
		return kind.equals(TableFile.SQLITE) || kind.equals(TableFile.POSTGRESQL);
	}

}
