package io.switchboard.routes.tables;

import org.jspecify.annotations.Nullable;

/**
 * A file that makes or changes tables.
 *
 * @param path below the folder with the routes, such as
 * {@code tables/V1__callbacks.sqlite.sql}
 * @param database {@code store}, or the name of one of {@code databases.*}
 * @param version its number
 * @param name without the mark of a dialect, such as {@code V1__callbacks.sql}
 * @param dialect {@code sqlite} or {@code postgresql} for a file that is for that one
 * alone; else null
 * @param sql what is in it
 */
public record TableFile(String path, String database, int version, String name, @Nullable String dialect, String sql) {

	/** What a file for SQLite alone is marked with. */
	public static final String SQLITE = "sqlite";

	/** What a file for PostgreSQL alone is marked with. */
	public static final String POSTGRESQL = "postgresql";

	/**
	 * Whether it runs in a database of that dialect.
	 * @param other {@code sqlite} or {@code postgresql}
	 * @return true also for a file without a mark
	 */
	public boolean isFor(String other) {
		return this.dialect == null || this.dialect.equals(other);
	}

}
