package io.switchboard.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a pooler such as PgBouncer stands between us and PostgreSQL. Then each
 * transaction may run in another session. So no prepared statement and no setting may be
 * left in a session.
 */
final class Pooler {

	private static final Logger log = LoggerFactory.getLogger(Pooler.class);

	/**
	 * A node that freezes during a commit must not hold up the others. A server that may
	 * lose its last commits in a crash must not lose ours.
	 */
	private static final String SETTINGS = """
			select set_config('idle_in_transaction_session_timeout', '5s', %1$s),
			       case current_setting('synchronous_commit') when 'off' then set_config('synchronous_commit', 'on', %1$s) end""";

	static final String SESSION_SETTINGS = SETTINGS.formatted("false");

	static final String TRANSACTION_SETTINGS = SETTINGS.formatted("true");

	private Pooler() {
	}

	/** Whether there is one; false where the database does not answer. */
	static boolean isBetween(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			int told = connection.unwrap(PGConnection.class).getBackendPID();
			try (Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
				row.next();
				// a pooler answers for many sessions, and tells of none of them
				boolean between = row.getInt(1) != told;
				if (between) {
					log.info(
							"a pooler is between Switchboard and PostgreSQL: nothing is kept in a session, and each commit asks once more");
				}
				return between;
			}
		}
		catch (SQLException | RuntimeException ex) {
			// the migration asks next, and says what is wrong
			log.debug("it is not known whether a pooler is between Switchboard and PostgreSQL", ex);
			return false;
		}
	}

}
