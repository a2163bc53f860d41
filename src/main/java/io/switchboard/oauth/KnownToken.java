package io.switchboard.oauth;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A token in the memory of a node.
 *
 * @param generation the number of the token, the same on all nodes
 * @param token the token and its times
 * @param refreshToken to be used for the next; empty for that of the settings
 * @param isKept whether it is stored for the others
 * @param isSpoiled whether a server no longer accepts it
 */
record KnownToken(long generation, AccessToken token, String refreshToken, boolean isKept, boolean isSpoiled) {

	private static final String TOKEN = "token";

	private static final String REFRESH_TOKEN = "refresh_token";

	private static final String FOR = "for";

	static KnownToken next(@Nullable KnownToken before, Given given) {
		String old = (before != null) ? before.refreshToken() : "";
		return new KnownToken((before != null) ? before.generation() + 1 : 1, given.token(),
				given.refreshToken().isEmpty() ? old : given.refreshToken(), false, false);
	}

	/** Null where there is none; one that somebody has changed is of no use. */
	static @Nullable KnownToken open(SealedToken kept, Seal seal, OAuthClient client) {
		if (kept.sealed() == null) {
			return null;
		}
		Map<String, String> opened = seal.open(kept.sealed());
		// with another scope in the settings only the refresh token is of use
		boolean good = kept.renewAt() != null && kept.endsAt() != null && client.wanted().equals(opened.get(FOR));
		Instant renewAt = good ? kept.renewAt() : Instant.MIN;
		Instant endsAt = good ? kept.endsAt() : Instant.MIN;
		return new KnownToken(kept.generation(), new AccessToken(opened.getOrDefault(TOKEN, ""), renewAt, endsAt),
				opened.getOrDefault(REFRESH_TOKEN, ""), true, !good);
	}

	SealedToken sealed(Seal seal, OAuthClient client) {
		String sealed = seal.close(Map.of(TOKEN, value(), REFRESH_TOKEN, this.refreshToken, FOR, client.wanted()));
		return new SealedToken(this.generation, sealed, this.isSpoiled ? null : this.token.renewAt(),
				this.isSpoiled ? null : this.token.endsAt());
	}

	String value() {
		return this.token.value();
	}

	boolean isFresh(Instant now) {
		return !this.isSpoiled && this.token.isFresh(now);
	}

	boolean isAlive(Instant now) {
		return !this.isSpoiled && this.token.isAlive(now);
	}

	KnownToken spoiled() {
		return new KnownToken(this.generation, this.token, this.refreshToken, this.isKept, true);
	}

	KnownToken kept() {
		return new KnownToken(this.generation, this.token, this.refreshToken, true, this.isSpoiled);
	}

	@Override
	public String toString() {
		return "KnownToken[" + this.generation + ", " + this.token + "]";
	}

}
