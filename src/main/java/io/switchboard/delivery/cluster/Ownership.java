package io.switchboard.delivery.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which deliveries this node may run. Each belongs to one node at a time.
 * <p>
 * A node owns shards for a term. Its term is over when others took it for dead. What it
 * runs after that does not count, and it begins another term.
 */
public interface Ownership extends AutoCloseable {

	/** The current term; a number never used before. */
	long term();

	/**
	 * The current term. Waits a little for one that is valid: the others may be learning
	 * of it just now.
	 */
	default long awaitTerm() {
		return term();
	}

	/** The shards that are ours and may be started on, now. */
	Set<Integer> shards();

	/** Whether a delivery held under that term may be started, now. */
	boolean mayRun(long term, int shard);

	/** Whether that term is the current one, and not over. */
	boolean stands(long term);

	/** Whether no other node files or runs deliveries. */
	boolean isSole();

	/** How many nodes share the work, 1 or more. */
	int nodes();

	/** These routes have new deliveries that other nodes are to run: they are told. */
	default void tellOthers(Set<String> routes) {
	}

	/** Whether we are told of what other nodes file for us. */
	default boolean isTold() {
		return false;
	}

	/**
	 * Makes sure that the term stands until the transaction ends.
	 * @throws TermOverException if it is over
	 */
	void confirm(Connection connection, long term) throws SQLException;

	/**
	 * Begins the first term.
	 * @param work what to interrupt, to let go of and to read when shares change
	 */
	default void start(Work work) {
	}

	/** This node's switchboard is another now, or has just come: the others are told. */
	default void switchboardChanged() {
	}

	/**
	 * Whether another node has a newer switchboard than this one, as the transaction sees
	 * it.
	 * @return what stands for this node's then, or null
	 */
	default @Nullable String outdated(Connection connection) throws SQLException {
		return null;
	}

	/** Gives everything up. */
	@Override
	default void close() {
	}

	/** The term is over: another node may have run what was run in it. */
	class TermOverException extends RuntimeException {

		public TermOverException(long term) {
			super("another node has taken over from term " + term);
		}

	}

}
