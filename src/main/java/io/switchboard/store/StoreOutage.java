package io.switchboard.store;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import io.switchboard.text.RepeatedFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** That the store is away: one trouble, whichever room notices it. */
final class StoreOutage {

	/**
	 * Classes of SQLState with which a database answers: data, integrity, rollback,
	 * syntax.
	 */
	private static final Set<String> ANSWERS = Set.of("22", "23", "40", "42");

	private static final int CLASS = 2;

	private final Function<Throwable, String> describe;

	private final Predicate<SQLException> refusesRow;

	private final RepeatedFailure outage;

	StoreOutage(Function<Throwable, String> describe, Predicate<SQLException> refusesRow, LongSupplier nanos) {
		this.describe = describe;
		this.refusesRow = refusesRow;
		this.outage = new RepeatedFailure(LoggerFactory.getLogger(Store.class), Level.ERROR,
				"the store does not answer", nanos);
	}

	/**
	 * Tells in the log that something failed: that the store is away as one outage,
	 * whoever notices it, and anything else as what it is.
	 * @param own the failure of the room, for what is not the store's
	 * @param number how many are counted
	 * @param failure what was thrown
	 */
	void failed(RepeatedFailure own, int number, Throwable failure) {
		SQLException away = away(failure);
		if (away != null) {
			this.outage.happened(number, this.describe.apply(away));
		}
		else {
			own.happened(number, this.describe.apply(failure));
		}
	}

	/**
	 * Tells in the log that it works again, if it did not.
	 * @param own the failure of the room
	 */
	void works(RepeatedFailure own) {
		own.works();
		this.outage.works();
	}

	/** What the database said, if that is no answer to a statement. */
	private @Nullable SQLException away(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql) {
				String state = sql.getSQLState();
				boolean answer = this.refusesRow.test(sql)
						|| (state != null && state.length() > CLASS && ANSWERS.contains(state.substring(0, CLASS)));
				return answer ? null : sql;
			}
		}
		return null;
	}

}
