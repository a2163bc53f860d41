package io.switchboard.store;

import java.util.Map;
import java.util.Set;

import io.switchboard.text.Nearest;

/** Which jar has the driver of a database that the product does not know. */
final class JdbcDrivers {

	private static final Map<String, String> JARS = Map.of("mariadb", "org.mariadb.jdbc:mariadb-java-client", "mysql",
			"com.mysql:mysql-connector-j", "sqlserver", "com.microsoft.sqlserver:mssql-jdbc", "oracle",
			"com.oracle.database.jdbc:ojdbc11", "db2", "com.ibm.db2:jcc", "h2", "com.h2database:h2");

	private static final Set<String> OURS = Set.of("sqlite", "postgresql");

	private JdbcDrivers() {
	}

	/** What to do about a URL that no driver takes. */
	static String mend(String url) {
		String kind = url.replaceFirst("(?s)^jdbc:(\\w+):.*", "$1");
		if (!url.startsWith("jdbc:") || OURS.contains(kind)) {
			return "It is a URL such as jdbc:postgresql://host/database.";
		}
		String jar = JARS.get(kind);
		if (jar != null) {
			return "Put the driver's jar into lib/ (from Maven Central: %s) and start again.".formatted(jar);
		}
		return Nearest.of(kind, OURS)
			.or(() -> Nearest.of(kind, JARS.keySet()))
			.map((near) -> "Did you mean jdbc:%s?".formatted(near))
			.orElse("Put the driver's jar into lib/, or correct the URL.");
	}

}
