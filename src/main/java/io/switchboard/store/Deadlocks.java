package io.switchboard.store;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;

/**
 * Tries again what a deadlock has ended, or a conflict between two transactions. Each
 * waits for a random moment first, and longer each time: two that begin again at once
 * meet again.
 */
final class Deadlocks {

	private static final int TRIES = 5;

	/** Milliseconds, at most, before the second try; twice as many before each other. */
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
	 * Runs a transaction until no other is in its way, some times at most.
	 * @throws SQLException what ended it, if that is something else, or comes too often,
	 * or the thread is interrupted meanwhile
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

	/** How time passes. */
	@FunctionalInterface
	interface Pause {

		void millis(long time) throws InterruptedException;

	}

}
