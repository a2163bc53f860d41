package io.switchboard.oauth;

import java.sql.SQLException;
import java.time.Duration;

/** Keeps tokens for all nodes, and lets one node at a time ask for a new one. */
interface TokenMemory {

	/** For who has no store: each process keeps its own. */
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
	 * What a token is kept under.
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
	 * From now on only the holder asks for a new one, until it has kept it, released the
	 * claim, or the lease has passed.
	 * @return false if another asks
	 */
	boolean claim(Key key, String holder, Duration lease) throws SQLException;

	/**
	 * Keeps a token, and ends the claim.
	 * @param token the next generation of the one that was read
	 * @return false if another has kept one meanwhile
	 */
	boolean keep(Key key, String holder, SealedToken token) throws SQLException;

	/** Ends a claim that came to nothing. */
	void release(Key key, String holder) throws SQLException;

	/** A server does not take this token any more: nobody shall use it. */
	void spoil(Key key, long generation) throws SQLException;

}
