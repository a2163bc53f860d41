package io.switchboard.oauth;

import java.sql.SQLException;
import java.time.Duration;

/** Stores tokens for all nodes, and lets one node at a time fetch a new one. */
interface TokenMemory {

	/** Without a store: each process has its own. */
	TokenMemory NONE = new TokenMemory() {

		@Override
		public SealedToken read(Key key) {
			return SealedToken.NONE;
		}

		@Override
		public boolean claim(Key key, String holder, Duration lease) {
			return true;
		}

		@Override
		public boolean keep(Key key, String holder, SealedToken token) {
			return true;
		}

		@Override
		public void release(Key key, String holder) {
			// nobody else waits
		}

		@Override
		public void spoil(Key key, long generation) {
			// nobody else has it
		}

	};

	/**
	 * The key of a token.
	 *
	 * @param client its name in the settings
	 * @param settings which secret it belongs to, so that nodes with other settings do
	 * not disturb each other
	 */
	record Key(String client, String settings) {
	}

	/** The newest one. */
	SealedToken read(Key key) throws SQLException;

	/**
	 * Claims the right to fetch a new one, until it is stored, the claim is released, or
	 * the lease ends.
	 * @return false if another has the claim
	 */
	boolean claim(Key key, String holder, Duration lease) throws SQLException;

	/**
	 * Stores a token, and ends the claim.
	 * @param token the next generation of the one that was read
	 * @return false if another has kept one meanwhile
	 */
	boolean keep(Key key, String holder, SealedToken token) throws SQLException;

	/** Ends a claim that came to nothing. */
	void release(Key key, String holder) throws SQLException;

	/** Marks a token that a server no longer accepts. */
	void spoil(Key key, long generation) throws SQLException;

}
