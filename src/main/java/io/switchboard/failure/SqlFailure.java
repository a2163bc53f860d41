package io.switchboard.failure;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Judges failures of statements: on PostgreSQL by SQLState, on SQLite by its own codes,
 * on MariaDB and MySQL by SQLState and code.
 */
final class SqlFailure {

	/** A missing referenced row, which may come later. */
	private static final String NO_PARENT = "23503";

	/**
	 * A conflict with another transaction, and a deadlock: the database is there, and
	 * works for others.
	 */
	private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

	private static final String NO_PRIVILEGE = "42501";

	/**
	 * Values, rows and limits that only another value keeps: of a view, a cardinality, a
	 * size, and what a trigger or a function of the user raises.
	 */
	private static final Set<String> REFUSED_VALUES = Set.of("21", "22", "23", "44", "45", "54", "P0");

	private static final Pattern ROW = Pattern.compile("\\s*Detail: Failing row contains \\(.*\\)\\.", Pattern.DOTALL);

	/** Failures that a pooler causes, and not the statement. */
	private static final String PREPARED_TWICE = "42P05";

	private static final String SQLITE_NO_PARENT = "[SQLITE_CONSTRAINT_FOREIGNKEY]";

	/** Too big, a constraint, another type, no such parameter. */
	private static final Set<Integer> SQLITE_REFUSED = Set.of(18, 19, 20, 25);

	private static final int SQLITE_ERROR = 1;

	/**
	 * MariaDB and MySQL: the SQLState with the code. {@code 42000} is a syntax error as
	 * well as a user who may not do that.
	 */
	private static final Map<String, Verdict> MARIADB = Map.ofEntries(
			// there is no such parent row yet
			Map.entry("23000 1452", Verdict.REFUSED), Map.entry("23000 1216", Verdict.REFUSED),
			// no such database, or not for this user
			Map.entry("42000 1044", Verdict.SHUT_OUT), Map.entry("42000 1049", Verdict.SHUT_OUT),
			Map.entry("42000 1142", Verdict.SHUT_OUT), Map.entry("42000 1143", Verdict.SHUT_OUT),
			Map.entry("42000 1227", Verdict.SHUT_OUT), Map.entry("42000 1370", Verdict.SHUT_OUT),
			Map.entry("HY000 1130", Verdict.SHUT_OUT),
			// too many connections or statements of this user
			Map.entry("42000 1203", Verdict.AWAY), Map.entry("42000 1226", Verdict.AWAY),
			// a value that its column does not take
			Map.entry("HY000 1364", Verdict.NEVER), Map.entry("HY000 1366", Verdict.NEVER),
			Map.entry("HY000 3819", Verdict.NEVER), Map.entry("01000 1265", Verdict.NEVER),
			// larger than the server takes
			Map.entry("08S01 1153", Verdict.NEVER));

	private SqlFailure() {
	}

	static boolean is(Throwable cause) {
		return cause instanceof SQLException;
	}

	/** What the database says, without the whole row, which PostgreSQL repeats. */
	static String told(Throwable cause) {
		return ROW.matcher(String.valueOf(cause.getMessage())).replaceFirst("");
	}

	static boolean isSignIn(Throwable cause) {
		return String.valueOf(((SQLException) cause).getSQLState()).startsWith("28");
	}

	/** The verdict, or null if the next cause says more. */
	static @Nullable Verdict verdict(Throwable cause) {
		SQLException sql = (SQLException) cause;
		if (sql instanceof SQLTransientConnectionException && sql.getCause() instanceof SQLException) {
			// of a pool: why it has no connection is said by its cause
			return null;
		}
		if (sql.getSQLState() == null) {
			return ofSqlite(sql);
		}
		Verdict mariaDb = MARIADB.get(sql.getSQLState() + " " + sql.getErrorCode());
		return (mariaDb != null) ? mariaDb : ofState(sql.getSQLState());
	}

	private static Verdict ofState(String state) {
		if (state.equals(NO_PRIVILEGE) || state.startsWith("28")) {
			return Verdict.SHUT_OUT;
		}
		if (state.equals(NO_PARENT) || CONFLICTS.contains(state)) {
			return Verdict.REFUSED;
		}
		if (REFUSED_VALUES.contains(state.substring(0, Math.min(2, state.length())))) {
			return Verdict.NEVER;
		}
		return (state.startsWith("42") && !state.equals(PREPARED_TWICE)) ? Verdict.FAULT : Verdict.AWAY;
	}

	private static Verdict ofSqlite(SQLException sql) {
		if (String.valueOf(sql.getMessage()).startsWith(SQLITE_NO_PARENT)) {
			return Verdict.REFUSED;
		}
		int code = sql.getErrorCode() & 0xFF;
		if (SQLITE_REFUSED.contains(code)) {
			return Verdict.NEVER;
		}
		return (code == SQLITE_ERROR) ? Verdict.FAULT : Verdict.AWAY;
	}

}
