package io.switchboard.store;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import io.switchboard.text.Causes;
import io.switchboard.text.RepeatedFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Logs an outage of the store as one problem, whichever room notices it. */
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
	 * Logs a failure. If the store is away, it is logged as that one outage; any other
	 * failure as itself.
	 * @param own the failure of the room, for all but an outage of the store
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
	 * Logs that it works again, if it had failed.
	 * @param own the failure of the room
	 */
	void works(RepeatedFailure own) {
		own.works();
		this.outage.works();
	}

	/** The exception behind a failure, if it means that the store is away; else null. */
	private @Nullable SQLException away(Throwable failure) {
		for (Throwable cause : Causes.of(failure)) {
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
