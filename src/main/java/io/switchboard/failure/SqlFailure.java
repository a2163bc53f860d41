package io.switchboard.failure;

import java.sql.SQLException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Judges failures of statements: on PostgreSQL by SQLState, on SQLite by its own codes.
 */
final class SqlFailure {

	/** A missing referenced row, which may come later. */
	private static final String NO_PARENT = "23503";

	private static final String NO_PRIVILEGE = "42501";

	/** Failures that a pooler causes, and not the statement. */
	private static final String PREPARED_TWICE = "42P05";

	private static final String SQLITE_NO_PARENT = "[SQLITE_CONSTRAINT_FOREIGNKEY]";

	/** Too big, a constraint, another type, no such parameter. */
	private static final Set<Integer> SQLITE_REFUSED = Set.of(18, 19, 20, 25);

	private static final int SQLITE_ERROR = 1;

	private SqlFailure() {
	}

	static boolean is(Throwable cause) {
		return cause instanceof SQLException;
	}

	/** The verdict, or null if the next cause says more. */
	static @Nullable Verdict verdict(Throwable cause) {
		SQLException sql = (SQLException) cause;
		return (sql.getSQLState() != null) ? ofState(sql.getSQLState()) : ofSqlite(sql);
	}

	private static Verdict ofState(String state) {
		if (state.equals(NO_PRIVILEGE) || state.startsWith("28")) {
			return Verdict.SHUT_OUT;
		}
		if (state.startsWith("22") || (state.startsWith("23") && !state.equals(NO_PARENT))) {
			return Verdict.NEVER;
		}
		if (state.startsWith("42") && !state.equals(PREPARED_TWICE)) {
			return Verdict.FAULT;
		}
		return state.equals(NO_PARENT) ? Verdict.REFUSED : Verdict.AWAY;
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
