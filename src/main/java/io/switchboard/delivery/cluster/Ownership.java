package io.switchboard.delivery.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Which deliveries this node may run. Each belongs to one node at a time.
 * <p>
 * A node owns shards for a term. Its term is over when other nodes have removed it as
 * dead. An attempt that it runs after that does not count, and it begins another term.
 */
public interface Ownership extends AutoCloseable {

	/** The current term; a number never used before. */
	long term();

	/**
	 * The current term. Waits a little for a valid one, because the other nodes may be
	 * about to learn of this one.
	 */
	default long awaitTerm() {
		return term();
	}

	/** The shards of this node on which it may start deliveries now. */
	Set<Integer> shards();

	/** Whether a delivery held under that term may be started, now. */
	boolean mayRun(long term, int shard);

	/** Whether a term is the current one, and not over. */
	boolean stands(long term);

	/** Whether no other node files or runs deliveries. */
	boolean isSole();

	/** How many nodes share the deliveries, 1 or more. */
	int nodes();

	/** Tells other nodes that these routes have new deliveries that they run. */
	default void tellOthers(Set<String> routes) {
	}

	/** Whether this node is told of deliveries that others file for it. */
	default boolean isTold() {
		return false;
	}

	/**
	 * Keeps the term valid until the transaction ends.
	 * @throws TermOverException if it is over
	 */
	void confirm(Connection connection, long term) throws SQLException;

	/**
	 * Begins the first term.
	 * @param work hears of changes of the shares
	 */
	default void start(Work work) {
	}

	/**
	 * Tells the other nodes that this node's switchboard has changed, or is there for the
	 * first time.
	 */
	default void switchboardChanged() {
	}

	/**
	 * Whether another node has a newer switchboard than this one, as the transaction sees
	 * it.
	 * @return the digest of this node's switchboard if so, else null
	 */
	default @Nullable String outdated(Connection connection) throws SQLException {
		return null;
	}

	/** Gives up all shards. */
	@Override
	default void close() {
	}

	/** The term is over. Another node may have run its deliveries too. */
	class TermOverException extends RuntimeException {

		public TermOverException(long term) {
			super("another node has taken over from term " + term);
		}

	}

}
