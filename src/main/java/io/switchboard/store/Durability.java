package io.switchboard.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The database's settings for the durability of commits.
 *
 * @param settings in the database's own words, in order
 * @param kept whether a commit survives a power failure
 */
public record Durability(Map<String, String> settings, boolean kept) {

	/** Asks for one setting after the other. */
	static Map<String, String> ask(Connection connection, String question, String... names) throws SQLException {
		Map<String, String> settings = new LinkedHashMap<>();
		try (Statement statement = connection.createStatement()) {
			for (String name : names) {
				try (ResultSet row = statement.executeQuery(question + " " + name)) {
					settings.put(name, row.next() ? String.valueOf(row.getString(1)) : "unknown");
				}
			}
		}
		return settings;
	}

}
