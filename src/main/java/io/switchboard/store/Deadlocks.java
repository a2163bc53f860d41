package io.switchboard.store;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;

/**
 * Repeats a transaction that a deadlock or a conflict with another one has ended. Each
 * repetition waits first, for a random time that grows. Without it, two transactions
 * would meet again.
 */
final class Deadlocks {

	private static final int TRIES = 5;

	/**
	 * The longest wait before the second try, in milliseconds; it doubles with each
	 * further try.
	 */
	private static final long FIRST_PAUSE = 20;

	static final LongUnaryOperator RANDOM = (most) -> ThreadLocalRandom.current().nextLong(1, most + 1);

	private final Pause pause;

	private final LongUnaryOperator random;

	Deadlocks() {
		this(Thread::sleep, RANDOM);
	}

	/**
	 * For tests.
	 * @param pause waits
	 * @param random a number from 1 to the given one
	 */
	Deadlocks(Pause pause, LongUnaryOperator random) {
		this.pause = pause;
		this.random = random;
	}

	/**
	 * Runs a transaction, and repeats it after a deadlock, a few times at most.
	 * @throws SQLException if the failure is another one, comes too often, or the thread
	 * is interrupted meanwhile
	 */
	<T> T repeated(Dialect.Action<T> transaction) throws SQLException {
		for (int tried = 1;; tried++) {
			try {
				return transaction.run();
			}
			catch (SQLException ex) {
				if (!isConflict(ex) || tried == TRIES || !hasWaited(FIRST_PAUSE << (tried - 1))) {
					throw ex;
				}
			}
		}
	}

	private static boolean isConflict(SQLException ex) {
		return "40P01".equals(ex.getSQLState()) || "40001".equals(ex.getSQLState());
	}

	private boolean hasWaited(long most) {
		try {
			this.pause.millis(this.random.applyAsLong(most));
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** Waits; a test does not. */
	@FunctionalInterface
	interface Pause {

		void millis(long time) throws InterruptedException;

	}

}
