package io.switchboard.voipstudio.api;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

import io.switchboard.store.Store;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Knows whether VoIPstudio accepts the API key, and when it last did. A key ends after 30
 * days without a request. Requests note it in memory; {@link #lastUsed} stores it in the
 * table {@code api_key_use}.
 */
@Component
public class ApiKeyUse {

	/** A key may be idle for this long. */
	public static final Duration LIFE = Duration.ofDays(30);

	private static final Duration PRECISE = Duration.ofHours(1);

	private static final int DIGITS = 16;

	private static final String KEEP = """
			insert into api_key_use (api_key, used_at) values (?, ?)
			on conflict (api_key) do update set used_at = excluded.used_at where api_key_use.used_at < excluded.used_at""";

	private final Store store;

	private final JdbcTemplate jdbc;

	private final String key;

	private volatile @Nullable Instant acceptedAt;

	private volatile boolean refused;

	private @Nullable Instant keptAt;

	ApiKeyUse(Store store, JdbcTemplate jdbc, ApiSettings settings) {
		this.store = store;
		this.jdbc = jdbc;
		this.key = settings.token().isEmpty() ? "" : digest(settings.token());
	}

	private static String digest(String token) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash).substring(0, DIGITS);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** VoIPstudio answered a request. */
	void answered(int status, Instant now) {
		if (status == HttpStatus.SC_UNAUTHORIZED) {
			this.refused = true;
		}
		else if (status < HttpStatus.SC_BAD_REQUEST) {
			this.refused = false;
			this.acceptedAt = now;
		}
	}

	/**
	 * Whether the last answer that this node got refused the key.
	 * @return false before the first
	 */
	public boolean isRefused() {
		return this.refused;
	}

	/**
	 * When the request of any node was last accepted, to the hour. Stores this node's
	 * time for all nodes.
	 * @return null if there is no key, or it was never used
	 * @throws SQLException if the store cannot be reached
	 */
	public @Nullable Instant lastUsed() throws SQLException {
		Instant accepted = this.acceptedAt;
		if (accepted != null && (this.keptAt == null || this.keptAt.plus(PRECISE).isBefore(accepted))) {
			this.store.write((connection) -> Store.client(connection)
				.sql(KEEP)
				.param(this.key)
				.param(this.store.time(accepted))
				.update());
			this.keptAt = accepted;
		}
		return this.jdbc.query("select used_at from api_key_use where api_key = ?",
				(rows) -> rows.next() ? this.store.time(rows, "used_at") : null, this.key);
	}

}
