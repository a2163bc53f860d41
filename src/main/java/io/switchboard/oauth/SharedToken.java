package io.switchboard.oauth;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import io.switchboard.failure.DestinationAway;
import io.switchboard.failure.SignInRefused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token of one client, the same on all nodes. One node fetches a new one. The others
 * use the old one while that is valid, and wait otherwise. A new refresh token is stored
 * in the same commit, so that nobody uses the old one again.
 */
class SharedToken {

	private static final Logger log = LoggerFactory.getLogger(SharedToken.class);

	/** Longer than an endpoint takes to answer. */
	private static final Duration LEASE = Duration.ofSeconds(60);

	/** How long others wait for a node that died during a request. */
	private static final Duration PATIENCE = LEASE.plusSeconds(5);

	private static final long LOOK_MILLIS = 100;

	/** The pause between tries for a new one while the old one is valid. */
	private static final Duration CALM = Duration.ofSeconds(2);

	private final String name;

	private final OAuthClient client;

	private final TokenEndpoint endpoint;

	private final TokenMemory memory;

	private final Clock clock;

	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable String secret;

	private @Nullable Seal seal;

	private volatile @Nullable KnownToken known;

	private volatile Instant calmUntil = Instant.MIN;

	SharedToken(String name, OAuthClient client, TokenEndpoint endpoint, TokenMemory memory, Clock clock) {
		this.name = name;
		this.client = client;
		this.endpoint = endpoint;
		this.memory = memory;
		this.clock = clock;
	}

	OAuthClient client() {
		return this.client;
	}

	String value() {
		KnownToken known = this.known;
		Instant now = this.clock.instant();
		if (known != null && known.isKept()
				&& (known.isFresh(now) || known.isAlive(now) && now.isBefore(this.calmUntil))) {
			return known.value();
		}
		if (known == null || !known.isAlive(now)) {
			await();
		}
		else if (!this.lock.tryLock()) {
			return known.value();
		}
		try {
			return newest().value();
		}
		catch (SQLException ex) {
			throw new DestinationAway("oauth.%s: the token cannot be read from the store, or not be kept in it: %s"
				.formatted(this.name, ex.getClass().getSimpleName()));
		}
		finally {
			this.lock.unlock();
		}
	}

	/** A newer one stays. */
	void refused(String value) {
		this.lock.lock();
		try {
			KnownToken known = this.known;
			if (known != null && known.value().equals(value)) {
				this.known = known.spoiled();
				this.memory.spoil(key(), known.generation());
			}
		}
		catch (SQLException ex) {
			log.debug("the others learn by themselves that the token is refused", ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	private KnownToken newest() throws SQLException {
		TokenMemory.Key key = key();
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (true) {
			KnownToken known = look(key);
			Instant now = this.clock.instant();
			if (known != null && known.isFresh(now)) {
				return known;
			}
			KnownToken renewed = renewed(key, known);
			if (renewed != null) {
				return renewed;
			}
			if (known != null && known.isAlive(now)) {
				this.calmUntil = now.plus(CALM);
				return known;
			}
			if (System.nanoTime() > end) {
				throw new DestinationAway(
						"oauth.%s: another node asks for a token, and has none yet".formatted(this.name));
			}
			pause();
		}
	}

	/** Null if another node fetches one. */
	private @Nullable KnownToken renewed(TokenMemory.Key key, @Nullable KnownToken before) throws SQLException {
		String holder = UUID.randomUUID().toString();
		if (!this.memory.claim(key, holder, LEASE)) {
			return null;
		}
		boolean kept = false;
		try {
			KnownToken known = look(key);
			Instant now = this.clock.instant();
			if (known != null && known.isFresh(now)) {
				// another was faster
				return known;
			}
			KnownToken next;
			try {
				next = KnownToken.next(known, this.endpoint.ask(this.name, this.client, refreshTokens(known)));
			}
			catch (DestinationAway | SignInRefused ex) {
				if (before == null || !before.isAlive(now)) {
					throw ex;
				}
				log.info("{}; the present token is still valid", ex.getMessage());
				this.calmUntil = now.plus(CALM.multipliedBy(5));
				return before;
			}
			this.known = next;
			kept = keep(key, holder, next);
			return next;
		}
		finally {
			if (!kept) {
				this.memory.release(key, holder);
			}
		}
	}

	/** The token in memory, or a newer one in the store. */
	private @Nullable KnownToken look(TokenMemory.Key key) throws SQLException {
		KnownToken known = this.known;
		if (known != null && !known.isKept()) {
			keep(key, "", known);
			known = this.known;
		}
		KnownToken kept = KnownToken.open(this.memory.read(key), seal(), this.client);
		boolean newer = kept != null && (known == null || kept.generation() > known.generation()
				|| kept.generation() == known.generation() && !known.isSpoiled());
		this.known = newer ? kept : known;
		return this.known;
	}

	/** If the store is away, the next use stores the token. */
	private boolean keep(TokenMemory.Key key, String holder, KnownToken token) throws SQLException {
		boolean kept = this.memory.keep(key, holder, token.sealed(seal(), this.client));
		this.known = kept ? token.kept() : null;
		return kept;
	}

	private String[] refreshTokens(@Nullable KnownToken known) {
		String first = this.client.refreshToken();
		String last = (known != null) ? known.refreshToken() : "";
		return (last.isEmpty() || last.equals(first)) ? new String[] { first } : new String[] { last, first };
	}

	private TokenMemory.Key key() {
		return new TokenMemory.Key(this.name, seal().settings());
	}

	private Seal seal() {
		String secret = this.client.secret(this.name);
		Seal seal = this.seal;
		if (seal == null || !secret.equals(this.secret)) {
			seal = new Seal(this.name, this.client.clientId() + " " + this.client.tokenUrl(), secret);
			this.seal = seal;
			this.secret = secret;
		}
		return seal;
	}

	/** An attempt whose time is over must not wait until all before it have asked. */
	private void await() {
		try {
			this.lock.lockInterruptibly();
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
	}

	private void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
	}

	private DestinationAway interrupted() {
		Thread.currentThread().interrupt();
		return new DestinationAway("oauth.%s: waiting for a token was interrupted".formatted(this.name));
	}

	@Override
	public String toString() {
		return "SharedToken[" + this.name + ", " + this.known + "]";
	}

}
